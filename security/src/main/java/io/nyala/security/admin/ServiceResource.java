package io.nyala.security.admin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.apache.ranger.plugin.model.RangerPolicy;
import org.apache.ranger.plugin.model.RangerService;
import org.apache.ranger.plugin.model.RangerServiceDef;

/** Services, the one service definition, and policies by service and name. */
@Path("/service/public/v2/api")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ServiceResource {
  private final PolicyAdmin admin;
  private final Caller caller;

  ServiceResource(PolicyAdmin admin, Caller caller) {
    this.admin = admin;
    this.caller = caller;
  }

  @GET
  @Path("/servicedef")
  public List<RangerServiceDef> definitions(@Context HttpServletRequest request) {
    caller.requireReader(request);
    return List.of(admin.serviceDef());
  }

  @GET
  @Path("/servicedef/{id:\\d+}")
  public RangerServiceDef definition(
      @PathParam("id") long id, @Context HttpServletRequest request) {
    caller.requireReader(request);
    if (admin.serviceDef().getId() != id) {
      throw PolicyAdminException.notFound("Service definition " + id);
    }
    return admin.serviceDef();
  }

  @GET
  @Path("/servicedef/name/{name}")
  public RangerServiceDef definition(
      @PathParam("name") String name, @Context HttpServletRequest request) {
    caller.requireReader(request);
    if (!admin.serviceDef().getName().equals(name)) {
      throw PolicyAdminException.notFound("Service definition " + name);
    }
    return admin.serviceDef();
  }

  @GET
  @Path("/service")
  public List<RangerService> services(@Context HttpServletRequest request) {
    caller.requireReader(request);
    return admin.services();
  }

  @POST
  @Path("/service")
  public RangerService create(RangerService service, @Context HttpServletRequest request) {
    String user =
        caller.requireAdministrator(request, "service-create", String.valueOf(service.getName()));
    return admin.createService(service, user);
  }

  @GET
  @Path("/service/{id:\\d+}")
  public RangerService service(@PathParam("id") long id, @Context HttpServletRequest request) {
    caller.requireReader(request);
    return admin.service(id);
  }

  @GET
  @Path("/service/name/{name}")
  public RangerService service(
      @PathParam("name") String name, @Context HttpServletRequest request) {
    caller.requireReader(request);
    return admin.service(name);
  }

  @PUT
  @Path("/service/{id:\\d+}")
  public RangerService update(
      @PathParam("id") long id, RangerService service, @Context HttpServletRequest request) {
    String user = caller.requireAdministrator(request, "service-update", "service/" + id);
    requireSameId(service.getId(), id);
    return admin.updateService(service, id, user);
  }

  @PUT
  @Path("/service/name/{name}")
  public RangerService update(
      @PathParam("name") String name, RangerService service, @Context HttpServletRequest request) {
    String user = caller.requireAdministrator(request, "service-update", "service/" + name);
    return admin.updateService(service, admin.service(name).getId(), user);
  }

  @DELETE
  @Path("/service/{id:\\d+}")
  public void delete(@PathParam("id") long id, @Context HttpServletRequest request) {
    caller.requireAdministrator(request, "service-delete", "service/" + id);
    admin.deleteService(id);
  }

  @DELETE
  @Path("/service/name/{name}")
  public void delete(@PathParam("name") String name, @Context HttpServletRequest request) {
    caller.requireAdministrator(request, "service-delete", "service/" + name);
    admin.deleteService(admin.service(name).getId());
  }

  @GET
  @Path("/service/{service}/policy")
  public List<RangerPolicy> policies(
      @PathParam("service") String service, @Context HttpServletRequest request) {
    caller.requireReader(request);
    return admin.policiesOf(service);
  }

  @GET
  @Path("/service/{service}/policy/{name}")
  public RangerPolicy policy(
      @PathParam("service") String service,
      @PathParam("name") String name,
      @Context HttpServletRequest request) {
    caller.requireReader(request);
    return admin.policy(service, name);
  }

  @PUT
  @Path("/service/{service}/policy/{name}")
  public RangerPolicy updatePolicy(
      @PathParam("service") String service,
      @PathParam("name") String name,
      RangerPolicy policy,
      @Context HttpServletRequest request) {
    String user =
        caller.requireAdministrator(request, "policy-update", "policy/" + service + "/" + name);
    return admin.updatePolicy(policy, admin.policy(service, name).getId(), user);
  }

  static void requireSameId(@org.jspecify.annotations.Nullable Long inBody, long inPath) {
    if (inBody != null && inBody != inPath) {
      throw PolicyAdminException.invalid(
          "id: the body says " + inBody + ", the address says " + inPath);
    }
  }
}
