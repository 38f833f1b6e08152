import { useSearchParams } from "@remix-run/react";

/** The state of a list as the address carries it, so that every view of it can be linked to. */
export function useListAddress() {
  const [params, setParams] = useSearchParams();
  const trail = params.getAll("after");

  const write = (name: string, values: readonly string[]) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        after.delete("after");
        after.delete("page");
        after.delete(name);
        for (const value of values) after.append(name, value);
        return after;
      },
      { preventScrollReset: name !== "after" && name !== "page" },
    );

  return {
    params,
    set: (name: string, value: string | null) => write(name, value === null || value === "" ? [] : [value]),
    /** Keeps one part of the state and drops the rest. */
    keepOnly: (name: string) => {
      const kept = params.get(name);
      setParams(kept === null ? {} : { [name]: kept });
    },
    /** Each page starts where the one before ended, so going back needs the ends of all pages so far. */
    paging: (next: string | null) => ({
      hasNext: next !== null,
      hasPrevious: trail.length > 0,
      onNext: () => write("after", next === null ? trail : [...trail, next]),
      onPrevious: () => write("after", trail.slice(0, -1)),
    }),
  };
}
