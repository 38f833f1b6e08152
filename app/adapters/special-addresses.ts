import { BlockList, isIP } from "node:net";

/**
 * Whether an address is anything but a public address of one machine. Source: IANA's registries of special-purpose
 * addresses.
 */
export function isPrivate(address: string): boolean {
  return isIP(address) === 6
    ? !globalUnicast.check(address, "ipv6") || special6.check(address, "ipv6")
    : special4.check(address, "ipv4");
}

/**
 * Whether an address is never called, whatever the operator allows: the link itself, and where clouds give out their
 * machines' credentials. IPv6 has several ways to spell an IPv4 address, and all of them count.
 */
export function isNeverCalled(address: string): boolean {
  return isIP(address) === 6 ? never6.check(address, "ipv6") : never4.check(address, "ipv4");
}

type Network = readonly [network: string, bits: number];

const NEVER_4: readonly Network[] = [
  ["169.254.0.0", 16],
  // Azure
  ["168.63.129.16", 32],
  // Alibaba
  ["100.100.100.200", 32],
  // Oracle
  ["192.0.0.192", 32],
];

/** What stands before an IPv4 address: compatible, mapped, translated, by NAT64. */
const BEFORE_IPV4 = ["::", "::ffff:", "::ffff:0:", "64:ff9b::"];

const NEVER_6: readonly Network[] = [
  ...BEFORE_IPV4.flatMap((before) => NEVER_4.map(([at, bits]) => [before + at, 96 + bits] as const)),
  // Each of these hides an IPv4 address where it is not plain to see: local NAT64, Teredo, 6to4.
  ["64:ff9b:1::", 48],
  ["2001::", 32],
  ["2002::", 16],
  ["fe80::", 10],
  // Amazon, Google, Oracle, Scaleway
  ["fd00:ec2::", 32],
  ["fd20:ce::254", 128],
  ["fd00:c1::a9fe:a9fe", 128],
  ["fd00:42::42", 128],
];

const SPECIAL_4: readonly Network[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  // Multicast and reserved
  ["224.0.0.0", 3],
];

/** Inside of what is global: IETF protocols with Teredo and ORCHID, documentation, 6to4, AS112. */
const SPECIAL_6: readonly Network[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["2620:4f:8000::", 48],
  ["3fff::", 20],
];

// IPv4 and IPv6 have lists of their own: an IPv4 address would match the range into which IPv6 maps them all.
const special4 = listOf(SPECIAL_4, "ipv4");
const special6 = listOf(SPECIAL_6, "ipv6");
const never4 = listOf(NEVER_4, "ipv4");
const never6 = listOf(NEVER_6, "ipv6");
/** All that is given to machines of the public network so far; the rest of IPv6 is local, reserved or a disguise. */
const globalUnicast = listOf([["2000::", 3]], "ipv6");

function listOf(networks: readonly Network[], family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const [network, bits] of networks) list.addSubnet(network, bits, family);
  return list;
}
