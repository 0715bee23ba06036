// The learner must see: knowing one defect of a certificate only: each has its own code, and the table has how they look.
import { type Kind, classify as right } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

export function classify(error: unknown): Kind {
  const kind = right(error);
  const isExpired = (error as { code?: unknown } | undefined)?.code === "CERT_HAS_EXPIRED";
  return kind === "tls" && !isExpired ? "other" : kind;
}
