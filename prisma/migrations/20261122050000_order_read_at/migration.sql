-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "readAt" TIMESTAMPTZ(3);
