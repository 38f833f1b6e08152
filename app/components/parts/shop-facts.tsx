import { createContext, useContext, useEffect, useState, type ReactNode } from "react";

/** What every component may need of the shop and of the moment. */
export interface ShopFacts {
  name: string;
  currency: string;
  timeZone: string;
  locale: string;
  /** The shop's handle in admin addresses. */
  handle: string;
}

const Facts = createContext<ShopFacts | null>(null);
const Now = createContext<number>(0);

/** A browser's clock that is further off than this is wrong; a smaller gap is the page's travel time. */
const SKEW_MS_MIN = 60_000;

/** Ages count from the server's clock at first, so that the first render agrees on both sides. */
export function ShopFactsProvider(props: { facts: ShopFacts; now: number; children: ReactNode }) {
  const [now, setNow] = useState(props.now);
  const [offset] = useState(props.now);
  useEffect(() => {
    const difference = offset - Date.now();
    const skew = Math.abs(difference) > SKEW_MS_MIN ? difference : 0;
    const timer = setInterval(() => setNow(Date.now() + skew), 1000);
    return () => clearInterval(timer);
  }, [offset]);
  return (
    <Facts.Provider value={props.facts}>
      <Now.Provider value={now}>{props.children}</Now.Provider>
    </Facts.Provider>
  );
}

export function useShopFacts(): ShopFacts {
  const facts = useContext(Facts);
  if (!facts) throw new Error("useShopFacts needs a ShopFactsProvider");
  return facts;
}

/** The server's time in epoch milliseconds, ticking each second. */
export function useNow(): number {
  return useContext(Now);
}
