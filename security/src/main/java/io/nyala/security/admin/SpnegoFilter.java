package io.nyala.security.admin;

import io.nyala.security.kerberos.PrincipalMapping;
import io.nyala.security.kerberos.SpnegoAcceptor;
import io.nyala.spi.error.NyalaException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import org.ietf.jgss.GSSException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in who proves a Kerberos principal by {@code Authorization: Negotiate}. A signed cookie
 * spares polling plugins the handshake, but only for reads, so that no site can make a browser
 * change policies. Every failure is 401.
 */
final class SpnegoFilter implements Filter {
  /** Request attribute with the full principal. */
  static final String PRINCIPAL = "io.nyala.principal";

  static final String COOKIE = "RANGERADMINSESSIONID";

  private static final Logger log = LoggerFactory.getLogger(SpnegoFilter.class);
  private static final String SCHEME = "Negotiate";
  private static final int MAX_TOKEN = 64 << 10;

  private final SpnegoAcceptor acceptor;
  private final PrincipalMapping mapping;
  private final SessionCookie sessions;

  SpnegoFilter(SpnegoAcceptor acceptor, PrincipalMapping mapping, SessionCookie sessions) {
    this.acceptor = acceptor;
    this.mapping = mapping;
    this.sessions = sessions;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    HttpServletResponse reply = (HttpServletResponse) response;
    Optional<String> principal = principal(http, reply);
    if (principal.isEmpty()) {
      refuse(reply);
      return;
    }
    try {
      String user = mapping.userOf(principal.get());
      http.setAttribute(PRINCIPAL, principal.get());
      chain.doFilter(new Authenticated(http, user), reply);
    } catch (NyalaException e) {
      log.warn("{}", e.getMessage());
      refuse(reply);
    }
  }

  private Optional<String> principal(HttpServletRequest request, HttpServletResponse reply) {
    String header = request.getHeader("Authorization");
    if (header == null) {
      return request.getMethod().equals("GET") ? fromCookie(request) : Optional.empty();
    }
    if (!header.regionMatches(true, 0, SCHEME + " ", 0, SCHEME.length() + 1)
        || header.length() > MAX_TOKEN) {
      return Optional.empty();
    }
    try {
      byte[] token = Base64.getDecoder().decode(header.substring(SCHEME.length() + 1).trim());
      SpnegoAcceptor.Accepted accepted = acceptor.accept(token);
      accepted
          .reply()
          .ifPresent(answer -> reply.setHeader("WWW-Authenticate", SCHEME + " " + answer));
      reply.addCookie(cookie(sessions.issue(accepted.principal())));
      return Optional.of(accepted.principal());
    } catch (GSSException | IllegalArgumentException e) {
      log.info("Handshake from {} refused: {}", request.getRemoteAddr(), e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<String> fromCookie(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(COOKIE)) {
          return sessions.verify(cookie.getValue());
        }
      }
    }
    return Optional.empty();
  }

  private static Cookie cookie(String value) {
    Cookie cookie = new Cookie(COOKIE, value);
    cookie.setHttpOnly(true);
    cookie.setPath("/service");
    cookie.setAttribute("SameSite", "Strict");
    return cookie;
  }

  private static void refuse(HttpServletResponse reply) throws IOException {
    reply.setHeader("WWW-Authenticate", SCHEME);
    reply.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    reply.setContentType("application/json");
    reply.getOutputStream().print("{\"statusCode\":401,\"msgDesc\":\"Authentication required\"}");
  }

  private static final class Authenticated extends HttpServletRequestWrapper {
    private final String user;

    Authenticated(HttpServletRequest request, String user) {
      super(request);
      this.user = user;
    }

    @Override
    public String getRemoteUser() {
      return user;
    }

    @Override
    public java.security.@Nullable Principal getUserPrincipal() {
      return () -> user;
    }
  }
}
