package io.nyala.security.admin;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every failure as Ranger answers it; unexpected ones are logged and say nothing outside. */
@Provider
final class ErrorMapping implements ExceptionMapper<Throwable> {
  private static final Logger log = LoggerFactory.getLogger(ErrorMapping.class);

  @Override
  public Response toResponse(Throwable failure) {
    if (failure instanceof PolicyAdminException error) {
      return response(error.status(), ErrorBody.of(error));
    }
    if (failure instanceof WebApplicationException known) {
      int status = known.getResponse().getStatus();
      return response(
          status,
          new ErrorBody(status, known.getResponse().getStatusInfo().getReasonPhrase(), List.of()));
    }
    log.error("Request failed", failure);
    return response(500, new ErrorBody(500, "Internal error; see the server's log", List.of()));
  }

  private static Response response(int status, ErrorBody body) {
    return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body).build();
  }
}
