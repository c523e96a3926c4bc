package io.nyala.security.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nyala.security.TestKdc;
import io.nyala.security.kerberos.KerberosLogin;
import io.nyala.security.kerberos.SpnegoToken;
import io.nyala.security.ranger.DecisionKey;
import io.nyala.security.ranger.PolicyEnforcement;
import io.nyala.security.ranger.PolicyJson;
import io.nyala.spi.config.Configuration;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.security.AccessAction;
import io.nyala.spi.security.AccessContext;
import io.nyala.spi.security.AccessControl;
import io.nyala.spi.security.AccessRequest;
import io.nyala.spi.security.SecurableObject.TableObject;
import io.nyala.spi.security.UserIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.ranger.plugin.model.RangerPolicy;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The REST interface over real SPNEGO, and enforcement that follows it. */
class PolicyAdminServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String API = "/service/public/v2/api";
  private static final AccessContext ALICE =
      new AccessContext(
          new UserIdentity("alice", "alice@NYALA.TEST", Set.of(), "127.0.0.1"), "q1", "s1");

  @TempDir static Path directory;

  private static TestKdc kdc;
  private static PolicyAdminServer server;
  private static Configuration configuration;
  private static KerberosLogin admin;
  private static KerberosLogin alice;
  private static KerberosLogin nyala;

  @BeforeAll
  static void start() throws Exception {
    kdc = new TestKdc(directory);
    Path http = kdc.keytab("HTTP/localhost");
    admin = KerberosLogin.initiator("admin@" + TestKdc.REALM, kdc.keytab("admin"));
    alice = KerberosLogin.initiator("alice@" + TestKdc.REALM, kdc.keytab("alice"));
    nyala =
        KerberosLogin.initiator("nyala/localhost@" + TestKdc.REALM, kdc.keytab("nyala/localhost"));
    configuration =
        configuration(
            Map.of(
                "nyala.work.dir", directory.resolve("admin").toString(),
                "nyala.http.kerberos.principal", "HTTP/localhost@" + TestKdc.REALM,
                "nyala.http.kerberos.keytab", http.toString()));
    server = PolicyAdminServer.start(configuration);
  }

  private static Configuration configuration(Map<String, String> more) {
    Map<String, String> values = new HashMap<>(more);
    values.put("nyala.bind.host", "localhost");
    values.put("nyala.policy.admin.port", "0");
    values.put("nyala.policy.admin.administrators", "admin");
    return new Configuration(values);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    admin.close();
    alice.close();
    nyala.close();
    kdc.close();
  }

  @Test
  void nobodyComesInWithoutATicket() throws Exception {
    assertThat(send(null, "GET", API + "/policy", null).statusCode()).isEqualTo(401);
    for (String header : List.of("Negotiate", "Negotiate !!!", "Negotiate YWJj", "Basic YTpi")) {
      HttpResponse<String> response = raw("GET", API + "/policy", null, "Authorization", header);
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Negotiate");
    }
    assertThat(
            raw("GET", API + "/policy", null, "Cookie", "RANGERADMINSESSIONID=eHg.eHg")
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void onlyAdministratorsReadOrChange() throws Exception {
    assertThat(send(alice, "GET", API + "/policy", null).statusCode()).isEqualTo(403);
    assertThat(send(alice, "POST", API + "/policy", policy("x", "x", "alice")).statusCode())
        .isEqualTo(403);
    assertThat(send(alice, "DELETE", API + "/policy/1", null).statusCode()).isEqualTo(403);
    assertThat(send(nyala, "POST", API + "/policy", policy("x", "x", "alice")).statusCode())
        .isEqualTo(403);
    assertThat(download(alice, -1).statusCode()).isEqualTo(403);
    assertThat(download(nyala, -1).statusCode()).isEqualTo(200);
  }

  @Test
  void theCookieReadsButDoesNotChange() throws Exception {
    HttpResponse<String> first = send(admin, "GET", API + "/service", null);
    String cookie = first.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    assertThat(raw("GET", API + "/service", null, "Cookie", cookie).statusCode()).isEqualTo(200);
    assertThat(raw("DELETE", API + "/policy/1", null, "Cookie", cookie).statusCode())
        .isEqualTo(401);
  }

  @Test
  void aPolicyIsCreatedReadChangedAndDeleted() throws Exception {
    JsonNode created = ok(send(admin, "POST", API + "/policy", policy("crud", "crud", "alice")));
    long id = created.get("id").asLong();
    assertThat(created.get("guid").asText()).isNotEmpty();
    assertThat(created.get("createdBy").asText()).isEqualTo("admin");
    assertThat(ok(send(admin, "GET", API + "/policy/" + id, null))).isEqualTo(created);
    assertThat(ok(send(admin, "GET", API + "/service/nyala_hive/policy/crud", null)))
        .isEqualTo(created);
    assertThat(ok(send(admin, "GET", API + "/policy?serviceName=nyala_hive&policyName=crud", null)))
        .hasSize(1);
    long before = version();
    String changed = policy("crud", "crud", "bob");
    JsonNode updated = ok(send(admin, "PUT", API + "/policy/" + id, changed));
    assertThat(updated.get("version").asLong()).isEqualTo(2);
    assertThat(updated.get("guid")).isEqualTo(created.get("guid"));
    assertThat(version()).isEqualTo(before + 1);
    assertThat(ok(send(admin, "POST", API + "/policy/apply", changed)).get("id").asLong())
        .isEqualTo(id);
    assertThat(send(admin, "DELETE", API + "/policy/" + id, null).statusCode()).isEqualTo(204);
    assertThat(send(admin, "GET", API + "/policy/" + id, null).statusCode()).isEqualTo(404);
  }

  @Test
  void aMistakeIsRefusedAndNamed() throws Exception {
    assertRefused(policy("", "m1", "alice"), "name");
    assertRefused(policy("m", "m1", "alice").replace("nyala_hive", "nowhere"), "nowhere");
    assertRefused(policy("m", "m1", "alice").replace("\"select\"", "\"peek\""), "peek");
    assertRefused(policy("m", "m1", "alice").replace("\"users\"", "\"user\""), "user");
    assertRefused(
        policy("m", "m1", "alice").replace("policyItems", "denyPolicyItem"), "denyPolicyItem");
    assertRefused(policy("m", "m1", "alice").replace("\"column\"", "\"udf\""), "hierarchy");
    assertRefused(policy("m", "m1", "alice").replace("\"database\"", "\"data\""), "hierarchy");
    assertRefused("{\"name\":", "cannot be read");
    assertRefused("null", "empty");
    assertRefused(
        policy("m", "m1", "alice")
            .replace(
                "\"users\"",
                "\"conditions\":[{\"type\":\"_expression\",\"values\":" + "[\"true\"]}],\"users\""),
        "script engine");
    assertRefused(
        """
        {"service":"nyala_hive","name":"w","policyType":2,"resources":{"database":{"values":["s"]},
        "table":{"values":["fl*"]}},"rowFilterPolicyItems":[{"users":["alice"],
        "accesses":[{"type":"select"}],"rowFilterInfo":{"filterExpr":"1=1"}}]}""",
        "wildcards");
    JsonNode created = ok(send(admin, "POST", API + "/policy", policy("dup", "dup", "alice")));
    assertRefused(policy("DUP", "dup2", "alice"), "named");
    assertRefused(policy("dup2", "dup", "alice"), "has the same");
    long id = created.get("id").asLong();
    HttpResponse<String> mismatch =
        send(
            admin,
            "PUT",
            API + "/policy/" + id,
            "{\"id\":9999," + policy("d", "d", "a").substring(1));
    assertThat(mismatch.statusCode()).isEqualTo(400);
    send(admin, "DELETE", API + "/policy/" + id, null);
  }

  @Test
  void rangersOwnModelIsUnderstood() throws Exception {
    RangerPolicy policy =
        PolicyJson.mapper().readValue(policy("model", "model", "x"), RangerPolicy.class);
    String body = PolicyJson.mapper().writeValueAsString(policy);
    JsonNode created = ok(send(admin, "POST", API + "/policy", body));
    ok(send(admin, "PUT", API + "/policy/" + created.get("id").asLong(), created.toString()));
    send(admin, "DELETE", API + "/policy/" + created.get("id").asLong(), null);
  }

  @Test
  void rolesAreKeptWhileTheyAreNamed() throws Exception {
    JsonNode role =
        ok(
            send(
                admin,
                "POST",
                API + "/roles",
                "{\"name\":\"readers\",\"users\":[{\"name\":\"bob\",\"isAdmin\":false}]}"));
    String body =
        policy("role policy", "roles", "x").replace("\"users\":[\"x\"]", "\"roles\":[\"readers\"]");
    JsonNode policy = ok(send(admin, "POST", API + "/policy", body));
    String path = API + "/roles/" + role.get("id").asLong();
    assertThat(send(admin, "DELETE", path, null).statusCode()).isEqualTo(400);
    JsonNode roles =
        ok(
            send(
                nyala,
                "GET",
                "/service/roles/secure/download/nyala_hive?lastKnownRoleVersion=-1",
                null));
    assertThat(roles.get("rangerRoles")).hasSize(1);
    send(admin, "DELETE", API + "/policy/" + policy.get("id").asLong(), null);
    assertThat(send(admin, "DELETE", path, null).statusCode()).isEqualTo(204);
  }

  @Test
  void downloadsTellWhenNothingChanged() throws Exception {
    long version = version();
    assertThat(download(nyala, version).statusCode()).isEqualTo(304);
    assertThat(download(nyala, version - 1).statusCode()).isEqualTo(200);
    assertThat(
            send(nyala, "GET", "/service/plugins/secure/policies/download/nowhere", null)
                .statusCode())
        .isEqualTo(404);
    JsonNode all = ok(download(nyala, -1));
    assertThat(all.get("serviceDef").get("name").asText()).isEqualTo("hive");
  }

  @Test
  void aChangeTakesEffectWithinTwoSeconds() throws Exception {
    Path key = directory.resolve("decision.key");
    DecisionKey.generate(key);
    Path work = directory.resolve("coordinator");
    Configuration coordinator =
        configuration(
            Map.of(
                "nyala.work.dir", work.toString(),
                "nyala.policy.admin.url", "http://localhost:" + server.port(),
                "nyala.security.decision.key.file", key.toString()));
    List<AccessRequest> select =
        List.of(new AccessRequest(AccessAction.SELECT, new TableObject("live", "t")));
    try (PolicyEnforcement enforcement = PolicyEnforcement.open(coordinator, nyala)) {
      enforcement.firstContact().get(60, TimeUnit.SECONDS);
      AccessControl control = enforcement.accessControl();
      assertDenied(() -> control.require(ALICE, select));
      JsonNode created = ok(send(admin, "POST", API + "/policy", policy("live", "live", "alice")));
      eventually(() -> control.require(ALICE, select));
      ok(
          send(
              admin,
              "PUT",
              API + "/policy/" + created.get("id").asLong(),
              policy("live", "live", "bob")));
      eventually(() -> assertDenied(() -> control.require(ALICE, select)));
      send(admin, "DELETE", API + "/policy/" + created.get("id").asLong(), null);
    }
    assertThat(Files.getPosixFilePermissions(work.resolve("policies.json"))).hasSize(2);
    assertThat(Files.readString(work.resolve("audit/audit.jsonl")))
        .contains("\"user\":\"alice\"")
        .contains("\"allowed\":true")
        .contains("\"allowed\":false");
  }

  @Test
  void concurrentChangesEachRaiseTheVersion() throws Exception {
    long before = version();
    List<CompletableFuture<Integer>> changes = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String name = "concurrent" + i;
      changes.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return send(admin, "POST", API + "/policy", policy(name, name, "alice"))
                      .statusCode();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              }));
    }
    for (CompletableFuture<Integer> change : changes) {
      assertThat(change.get(60, TimeUnit.SECONDS)).isEqualTo(200);
    }
    assertThat(version()).isEqualTo(before + 12);
  }

  private static void assertDenied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            NyalaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED));
  }

  private static void eventually(Runnable check) {
    long deadline = System.nanoTime() + Duration.ofSeconds(2).toNanos();
    Throwable last = null;
    while (System.nanoTime() < deadline) {
      try {
        check.run();
        return;
      } catch (NyalaException | AssertionError e) {
        last = e;
        Thread.onSpinWait();
      }
    }
    Throwable failure = last;
    assertThatCode(
            () -> {
              if (failure != null) {
                throw failure;
              }
            })
        .doesNotThrowAnyException();
  }

  private static long version() throws Exception {
    return ok(send(admin, "GET", API + "/service/name/nyala_hive", null))
        .get("policyVersion")
        .asLong();
  }

  private static HttpResponse<String> download(KerberosLogin login, long version) throws Exception {
    return send(
        login,
        "GET",
        "/service/plugins/secure/policies/download/nyala_hive?lastKnownVersion=" + version,
        null);
  }

  private static void assertRefused(String body, String mention) throws Exception {
    HttpResponse<String> response = send(admin, "POST", API + "/policy", body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    JsonNode error = JSON.readTree(response.body());
    assertThat(error.get("statusCode").asInt()).isEqualTo(1);
    assertThat(error.get("msgDesc").asText()).contains(mention);
  }

  private static JsonNode ok(HttpResponse<String> response) throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private static HttpResponse<String> send(
      @Nullable KerberosLogin login, String method, String path, @Nullable String body)
      throws Exception {
    return login == null
        ? raw(method, path, body)
        : raw(method, path, body, "Authorization", SpnegoToken.header(login, "localhost"));
  }

  private static HttpResponse<String> raw(
      String method, String path, @Nullable String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String policy(String name, String database, String user) {
    return """
        {"service":"nyala_hive","name":"%s","policyType":0,"resources":{"database":{"values":["%s"]},
        "table":{"values":["*"]},"column":{"values":["*"]}},
        "policyItems":[{"users":["%s"],"accesses":[{"type":"select","isAllowed":true}]}]}"""
        .formatted(name, database, user);
  }
}
