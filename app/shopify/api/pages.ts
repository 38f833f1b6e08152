const MAX_PAGES = 200;

/** One page of a nested connection. */
export interface ConnectionPage<Node> {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: Node[];
}

/** All nodes of a connection, given its first page; null from `more` ends it: its owner was deleted. */
export async function rest<Node>(
  first: ConnectionPage<Node>,
  more: (after: string | null) => Promise<ConnectionPage<Node> | null>,
): Promise<Node[]> {
  const nodes = [...first.nodes];
  let page: ConnectionPage<Node> | null = first;
  for (let pages = 1; page?.pageInfo.hasNextPage; pages++) {
    if (pages > MAX_PAGES) throw new Error(`A list of an order does not end after ${pages} pages`);
    page = await more(page.pageInfo.endCursor);
    nodes.push(...(page?.nodes ?? []));
  }
  return nodes;
}
