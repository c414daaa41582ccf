/**
 * What went wrong on the way, as a code of ours: texts of the network's own errors can quote headers and addresses.
 * `connection_refused`, `no_such_host`, `timeout`, `certificate`, `connection_lost`, `network`.
 */
export function networkReason(error: unknown): string {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const reason = reasonOf(String((at as NodeJS.ErrnoException).code ?? at.name));
    if (reason !== null) return reason;
    if (at instanceof AggregateError && at.errors.length > 0) return networkReason(at.errors[0]);
  }
  return 'network';
}

function reasonOf(code: string): string | null {
  if (code === 'ECONNREFUSED') return 'connection_refused';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'no_such_host';
  if (/TIMEOUT|ETIMEDOUT|TimeoutError/.test(code)) return 'timeout';
  if (/CERT|SELF_SIGNED|UNABLE_TO|ISSUER|ERR_TLS|ERR_SSL|EPROTO/.test(code)) return 'certificate';
  if (/ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|UND_ERR_RES|HPE_|UND_ERR_DESTROYED|UND_ERR_CLOSED/.test(code)) {
    return 'connection_lost';
  }
  if (/ENETUNREACH|EHOSTUNREACH|ENETDOWN/.test(code)) return 'unreachable';
  return null;
}
