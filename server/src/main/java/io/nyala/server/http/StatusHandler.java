package io.nyala.server.http;

import io.nyala.security.kerberos.PrincipalMapping;
import io.nyala.security.kerberos.SpnegoAcceptor;
import io.nyala.server.operation.OperationService;
import io.nyala.server.operation.QueryJournal.QueryRecord;
import io.nyala.spi.error.NyalaException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.ietf.jgss.GSSException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Authenticates each request and answers the read-only paths. Runs on Jetty's threads. */
final class StatusHandler extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(StatusHandler.class);
  private static final String SCHEME = "Negotiate";
  private static final String QUERIES = "/api/v1/queries";
  private static final String PROFILE = "/profile";
  private static final int MAX_TOKEN = 64 * 1024;

  private final SpnegoAcceptor acceptor;
  private final PrincipalMapping mapping;
  private final Set<String> administrators;
  private final OperationService operations;
  private final Supplier<Map<String, Object>> status;

  StatusHandler(
      SpnegoAcceptor acceptor,
      PrincipalMapping mapping,
      Set<String> administrators,
      OperationService operations,
      Supplier<Map<String, Object>> status) {
    this.acceptor = acceptor;
    this.mapping = mapping;
    this.administrators = Set.copyOf(administrators);
    this.operations = operations;
    this.status = status;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    Optional<String> user = authenticate(request, response);
    if (user.isEmpty()) {
      response.getHeaders().add(HttpHeader.WWW_AUTHENTICATE, SCHEME);
      answer(response, callback, HttpStatus.UNAUTHORIZED_401, error("Authentication required"));
    } else if (!request.getMethod().equals("GET")) {
      answer(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, error("Only GET is served"));
    } else {
      serve(user.get(), Request.getPathInContext(request), response, callback);
    }
    return true;
  }

  private Optional<String> authenticate(Request request, Response response) {
    String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    if (header == null
        || header.length() > MAX_TOKEN
        || !header.regionMatches(true, 0, SCHEME + " ", 0, SCHEME.length() + 1)) {
      return Optional.empty();
    }
    try {
      byte[] token = Base64.getDecoder().decode(header.substring(SCHEME.length() + 1).trim());
      SpnegoAcceptor.Accepted accepted = acceptor.accept(token);
      accepted
          .reply()
          .ifPresent(
              reply ->
                  response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, SCHEME + " " + reply));
      return Optional.of(mapping.userOf(accepted.principal()));
    } catch (GSSException | IllegalArgumentException | NyalaException e) {
      LOG.info("handshake from {} refused: {}", Request.getRemoteAddr(request), e.getMessage());
      return Optional.empty();
    }
  }

  private void serve(String user, String path, Response response, Callback callback) {
    if (path.equals("/api/v1/status")) {
      answer(response, callback, HttpStatus.OK_200, JsonText.of(status.get()));
    } else if (path.equals(QUERIES)) {
      List<Map<String, Object>> rows = new ArrayList<>();
      for (QueryRecord query : operations.queries()) {
        if (maySee(user, query)) {
          rows.add(describe(query));
        }
      }
      answer(response, callback, HttpStatus.OK_200, JsonText.of(rows));
    } else if (path.startsWith(QUERIES + "/")) {
      boolean profile = path.endsWith(PROFILE);
      String id =
          path.substring(QUERIES.length() + 1, path.length() - (profile ? PROFILE.length() : 0));
      operations.queries().stream()
          .filter(query -> query.queryId().equals(id) && maySee(user, query))
          .findFirst()
          .ifPresentOrElse(
              query ->
                  answer(
                      response,
                      callback,
                      HttpStatus.OK_200,
                      JsonText.of(profile ? profileOf(query) : describe(query))),
              () -> notFound(response, callback));
    } else {
      notFound(response, callback);
    }
  }

  /** Others' queries answer like queries that never were. */
  private boolean maySee(String user, QueryRecord query) {
    return query.user().equals(user) || administrators.contains(user);
  }

  private static Map<String, Object> describe(QueryRecord query) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("queryId", query.queryId());
    row.put("sessionId", query.sessionId());
    row.put("user", query.user());
    row.put("statement", query.statement());
    row.put("state", query.state().name());
    row.put("startedAt", query.startedAtMillis());
    row.put("endedAt", query.endedAtMillis());
    row.put("progress", query.progress());
    row.put("modifiedRows", query.modifiedRows());
    row.put("error", query.errorCode());
    return row;
  }

  private static Map<String, Object> profileOf(QueryRecord query) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("queryId", query.queryId());
    row.put("profile", query.profile());
    return row;
  }

  private static void notFound(Response response, Callback callback) {
    answer(response, callback, HttpStatus.NOT_FOUND_404, error("Not found"));
  }

  private static String error(String message) {
    return JsonText.of(Map.of("error", message));
  }

  private static void answer(Response response, Callback callback, int code, String json) {
    response.setStatus(code);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json;charset=utf-8");
    Content.Sink.write(response, true, json + "\n", callback);
  }
}
