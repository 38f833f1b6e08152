import {
  Kind,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";

export interface SelectedField {
  node: FieldNode;
  parent: GraphQLNamedType;
}

/** The fields of a selection with fragments expanded and @skip and @include applied. */
export class Selections {
  readonly #schema: GraphQLSchema;
  readonly #fragments: Map<string, FragmentDefinitionNode>;
  readonly #variables: Record<string, unknown>;

  constructor(schema: GraphQLSchema, document: DocumentNode, variables: Record<string, unknown>) {
    this.#schema = schema;
    this.#variables = variables;
    this.#fragments = new Map(
      document.definitions.flatMap((node) =>
        node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
      ),
    );
  }

  fields(set: SelectionSetNode, type: GraphQLNamedType): SelectedField[] {
    return set.selections.flatMap((node): SelectedField[] => {
      if ((node.directives ?? []).some((directive) => this.#leavesOut(directive))) return [];
      if (node.kind === Kind.FIELD) return [{ node, parent: type }];
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.#fragments.get(node.name.value);
      if (!fragment) return [];
      const condition = fragment.typeCondition && this.#schema.getType(fragment.typeCondition.name.value);
      return this.fields(fragment.selectionSet, condition ?? type);
    });
  }

  #leavesOut(directive: DirectiveNode): boolean {
    const condition = directive.arguments?.find((argument) => argument.name.value === "if")?.value;
    const value =
      condition?.kind === Kind.VARIABLE
        ? this.#variables[condition.name.value]
        : condition?.kind === Kind.BOOLEAN
          ? condition.value
          : undefined;
    if (directive.name.value === "skip") return value === true;
    return directive.name.value === "include" && value === false;
  }
}
