import { connect } from 'node:http2';
import { setting } from './client';

/**
 * What the engine says to a caller with some token or none, at its two interfaces. Only the engine of the
 * first lane asks who is calling, so files that import this run there (lanes.ts).
 */
export async function answersTo(
  token: string | undefined,
): Promise<{ rest: number; grpc: string }> {
  const who: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const rest = await fetch(`${setting('ZEEBE_REST_ADDRESS')}/v2/topology`, { headers: who });
  await rest.body?.cancel();
  return { rest: rest.status, grpc: await grpcStatus(who) };
}

/** Status of gRPC (0: OK, 16: unauthenticated) of a call of the gateway's topology. */
function grpcStatus(who: Record<string, string>): Promise<string> {
  const client = connect(setting('ZEEBE_GRPC_ADDRESS').replace(/^grpc:/, 'http:'));
  const call = client.request({
    ...who,
    ':method': 'POST',
    ':path': '/gateway_protocol.Gateway/Topology',
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  // an empty message: not compressed, no bytes
  call.end(Buffer.alloc(5));
  return new Promise<string>((resolve, reject) => {
    const tell = (headers: object) => {
      const status = (headers as Record<string, unknown>)['grpc-status'];
      if (status !== undefined) resolve(String(status));
    };
    call.on('response', tell).on('trailers', tell).on('error', reject);
    call.resume();
    client.on('error', reject);
  }).finally(() => client.close());
}
