package io.exavip.probe;

import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import java.net.URI;

/**
 * The request of a health check. The body comes piece by piece, so that an endless one can be cut.
 */
@Path("")
interface HttpApi {
  @GET
  Multi<byte[]> get(@Url URI uri);

  @HEAD
  Multi<byte[]> head(@Url URI uri);
}
