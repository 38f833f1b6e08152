import { z } from "zod";

/** The parts that all GraphQL answers share. Source: the Admin API's "Rate limits" and "Status codes". */
export const Envelope = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        extensions: z.object({ code: z.string().optional() }).optional(),
      }),
    )
    .optional(),
  extensions: z
    .object({
      cost: z
        .object({
          requestedQueryCost: z.number(),
          actualQueryCost: z.number().nullish(),
          throttleStatus: z
            .object({
              maximumAvailable: z.number().positive(),
              currentlyAvailable: z.number(),
              restoreRate: z.number().positive(),
            })
            .optional(),
        })
        .optional(),
    })
    .optional(),
});

export type Envelope = z.infer<typeof Envelope>;
