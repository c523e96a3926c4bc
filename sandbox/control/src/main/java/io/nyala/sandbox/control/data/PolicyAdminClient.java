package io.nyala.sandbox.control.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nyala.sandbox.control.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Puts policies into the policy admin over its REST, as the administrator. */
final class PolicyAdminClient {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;
  private final KerberosUser administrator;

  PolicyAdminClient(Sandbox sandbox, KerberosUser administrator) throws IOException {
    this.base =
        URI.create(
            "http://" + sandbox.ports().address("policy-admin.http") + "/service/public/v2/api/");
    this.administrator = administrator;
  }

  /** Creates the policy, or replaces the one of the same service and name. */
  void apply(String policy) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("policy/apply"))
            .header("Authorization", administrator.negotiateHeader())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(policy, UTF_8))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString(UTF_8));
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          "The policy admin answered " + response.statusCode() + ": " + response.body());
    }
  }
}
