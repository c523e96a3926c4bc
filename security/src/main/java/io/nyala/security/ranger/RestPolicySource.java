package io.nyala.security.ranger;

import io.nyala.security.kerberos.KerberosLogin;
import io.nyala.security.kerberos.SpnegoToken;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import org.apache.ranger.plugin.util.RangerRoles;
import org.apache.ranger.plugin.util.ServicePolicies;
import org.jspecify.annotations.Nullable;

/**
 * Downloads from the policy admin, or from a Ranger Admin, by Ranger's plugin contract: {@code
 * /service/plugins/secure/policies/download/{service}} and {@code
 * /service/roles/secure/download/{service}} with SPNEGO; 304 or 204 mean unchanged. Keeps the
 * session cookie so that not every poll needs a handshake. Used by one thread.
 */
public final class RestPolicySource implements PolicySource {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final URI base;
  private final String service;
  private final KerberosLogin login;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String pluginId;
  private @Nullable String cookie;
  private @Nullable ServicePolicies lastPolicies;
  private @Nullable RangerRoles lastRoles;

  /**
   * @param url for example {@code http://host:6080}
   * @param login whose ticket authenticates
   * @param pluginId how the server names this client in its list of plugins
   */
  public RestPolicySource(String url, String service, KerberosLogin login, String pluginId) {
    this.base = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    this.service = service;
    this.login = login;
    this.pluginId = pluginId;
  }

  @Override
  public Optional<PolicySet> fetch(long knownPolicyVersion, long knownRoleVersion)
      throws IOException, InterruptedException {
    // The caller's versions decide; without the other half at hand, both are downloaded whole.
    boolean complete = lastPolicies != null && lastRoles != null;
    long policyVersion = complete ? knownPolicyVersion : -1;
    long roleVersion = complete ? knownRoleVersion : -1;
    byte[] roles = get("/service/roles/secure/download/", "lastKnownRoleVersion", roleVersion);
    byte[] policies =
        get("/service/plugins/secure/policies/download/", "lastKnownVersion", policyVersion);
    if (roles == null && policies == null) {
      return Optional.empty();
    }
    if (roles != null) {
      lastRoles = PolicyJson.mapper().readValue(roles, RangerRoles.class);
    }
    if (policies != null) {
      lastPolicies = PolicyJson.mapper().readValue(policies, ServicePolicies.class);
    }
    if (lastPolicies == null) {
      throw new IOException("The policy admin sends no policies for the service " + service);
    }
    if (lastRoles == null) {
      lastRoles = noRoles();
    }
    return Optional.of(new PolicySet(copy(lastPolicies), copy(lastRoles)));
  }

  private RangerRoles noRoles() {
    RangerRoles none = new RangerRoles();
    none.setServiceName(service);
    none.setRoleVersion(-1L);
    none.setRangerRoles(new HashSet<>());
    return none;
  }

  private static ServicePolicies copy(ServicePolicies policies) throws IOException {
    return PolicyJson.mapper()
        .readValue(PolicyJson.mapper().writeValueAsBytes(policies), ServicePolicies.class);
  }

  private static RangerRoles copy(RangerRoles roles) throws IOException {
    return PolicyJson.mapper()
        .readValue(PolicyJson.mapper().writeValueAsBytes(roles), RangerRoles.class);
  }

  private byte @Nullable [] get(String path, String versionName, long version)
      throws IOException, InterruptedException {
    String query =
        "?"
            + versionName
            + "="
            + version
            + "&lastActivationTime=0&pluginId="
            + encode(pluginId)
            + "&clusterName=&supportsPolicyDeltas=false&pluginCapabilities=0";
    URI uri = URI.create(base + path + encode(service) + query);
    HttpResponse<byte[]> response = send(uri, cookie != null);
    if (response.statusCode() == 401 && cookie != null) {
      cookie = null;
      response = send(uri, false);
    }
    response.headers().allValues("Set-Cookie").stream()
        .map(header -> header.split(";", 2)[0].trim())
        .filter(header -> header.indexOf('=') > 0)
        .findFirst()
        .ifPresent(value -> cookie = value);
    return switch (response.statusCode()) {
      case 200 -> response.body();
      case 204, 304 -> null;
      case 401, 403 ->
          throw new IOException(
              login.principal()
                  + " may not download from "
                  + base
                  + " ("
                  + response.statusCode()
                  + ")");
      case 404 -> throw new IOException(base + " does not know the service " + service);
      default -> throw new IOException(uri.getPath() + " answers " + response.statusCode());
    };
  }

  private HttpResponse<byte[]> send(URI uri, boolean withCookie)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(TIMEOUT).header("Accept", "application/json");
    if (withCookie) {
      request.header("Cookie", String.valueOf(cookie));
    } else {
      request.header("Authorization", authorization());
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private String authorization() throws IOException {
    try {
      return SpnegoToken.header(login, base.getHost());
    } catch (Exception e) {
      throw new IOException(
          "No service ticket for HTTP/" + base.getHost() + ": " + e.getMessage(), e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
