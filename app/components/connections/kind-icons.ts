import {
  DatabaseIcon,
  DeliveryIcon,
  FileIcon,
  InventoryIcon,
  PersonIcon,
  ReceiptIcon,
  StarIcon,
} from "@shopify/polaris-icons";
import type { SystemKind } from "#app/core/source/system.ts";

export const KIND_ICONS = {
  erp: DatabaseIcon,
  warehouse: InventoryIcon,
  carrier: DeliveryIcon,
  customers: PersonIcon,
  accounting: ReceiptIcon,
  reviews: StarIcon,
  files: FileIcon,
} satisfies Record<SystemKind, unknown>;
