package io.nyala.security.admin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What plugins poll. 304 tells that the version known is the current one. */
@Path("/service")
@Produces(MediaType.APPLICATION_JSON)
public final class DownloadResource {
  /** The last download of one plugin, as Ranger lists it. */
  record PluginInfo(
      String serviceName, String hostName, String appType, Map<String, String> info) {}

  private static final int MAX_PLUGINS = 10_000;

  private final PolicyAdmin admin;
  private final Caller caller;
  private final InstantSource clock;
  private final Map<String, PluginInfo> plugins = new ConcurrentHashMap<>();

  DownloadResource(PolicyAdmin admin, Caller caller, InstantSource clock) {
    this.admin = admin;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Path("/plugins/{secure:(secure/)?}policies/download/{service}")
  public Response policies(
      @PathParam("service") String service,
      @QueryParam("lastKnownVersion") @DefaultValue("-1") long lastKnownVersion,
      @QueryParam("pluginId") @DefaultValue("") String pluginId,
      @Context HttpServletRequest request) {
    caller.requireDownloader(request);
    note(service, pluginId, lastKnownVersion, request);
    return response(admin.download(service, lastKnownVersion));
  }

  @GET
  @Path("/roles/{secure:(secure/)?}download/{service}")
  public Response roles(
      @PathParam("service") String service,
      @QueryParam("lastKnownRoleVersion") @DefaultValue("-1") long lastKnownVersion,
      @Context HttpServletRequest request) {
    caller.requireDownloader(request);
    return response(admin.downloadRoles(service, lastKnownVersion));
  }

  @GET
  @Path("/public/v2/api/plugins/info")
  public Response plugins(@Context HttpServletRequest request) {
    caller.requireReader(request);
    List<PluginInfo> list = new ArrayList<>(plugins.values());
    return Response.ok(list).build();
  }

  private void note(
      String service, String pluginId, long activeVersion, HttpServletRequest request) {
    if (plugins.size() >= MAX_PLUGINS) {
      plugins.clear();
    }
    plugins.put(
        service + " " + pluginId,
        new PluginInfo(
            service,
            request.getRemoteAddr(),
            pluginId,
            Map.of(
                "policyActiveVersion", Long.toString(activeVersion),
                "policyDownloadTime", Long.toString(clock.millis()))));
  }

  private static Response response(Optional<?> changed) {
    return changed.isPresent()
        ? Response.ok(changed.get()).build()
        : Response.notModified().build();
  }
}
