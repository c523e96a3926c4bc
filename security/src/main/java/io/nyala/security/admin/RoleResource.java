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
import org.apache.ranger.plugin.model.RangerRole;

/** Roles. */
@Path("/service/public/v2/api/roles")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RoleResource {
  private final PolicyAdmin admin;
  private final Caller caller;

  RoleResource(PolicyAdmin admin, Caller caller) {
    this.admin = admin;
    this.caller = caller;
  }

  @GET
  public List<RangerRole> list(@Context HttpServletRequest request) {
    caller.requireReader(request);
    return admin.roles();
  }

  @GET
  @Path("/names")
  public List<String> names(@Context HttpServletRequest request) {
    caller.requireReader(request);
    return admin.roles().stream().map(RangerRole::getName).toList();
  }

  /** Names of the roles that name the user directly. */
  @GET
  @Path("/user/{user}")
  public List<String> ofUser(@PathParam("user") String user, @Context HttpServletRequest request) {
    caller.requireReader(request);
    return admin.roles().stream()
        .filter(role -> role.getUsers().stream().anyMatch(m -> user.equals(m.getName())))
        .map(RangerRole::getName)
        .toList();
  }

  @POST
  public RangerRole create(RangerRole role, @Context HttpServletRequest request) {
    String user = caller.requireAdministrator(request, "role-create", "role/" + role.getName());
    return admin.createRole(role, user);
  }

  @GET
  @Path("/{id:\\d+}")
  public RangerRole get(@PathParam("id") long id, @Context HttpServletRequest request) {
    caller.requireReader(request);
    return admin.role(id);
  }

  @GET
  @Path("/name/{name}")
  public RangerRole get(@PathParam("name") String name, @Context HttpServletRequest request) {
    caller.requireReader(request);
    return admin.role(name);
  }

  @PUT
  @Path("/{id:\\d+}")
  public RangerRole update(
      @PathParam("id") long id, RangerRole role, @Context HttpServletRequest request) {
    String user = caller.requireAdministrator(request, "role-update", "role/" + id);
    ServiceResource.requireSameId(role.getId(), id);
    return admin.updateRole(role, id, user);
  }

  @DELETE
  @Path("/{id:\\d+}")
  public void delete(@PathParam("id") long id, @Context HttpServletRequest request) {
    caller.requireAdministrator(request, "role-delete", "role/" + id);
    admin.deleteRole(id);
  }

  @DELETE
  @Path("/name/{name}")
  public void delete(@PathParam("name") String name, @Context HttpServletRequest request) {
    caller.requireAdministrator(request, "role-delete", "role/" + name);
    admin.deleteRole(admin.role(name).getId());
  }
}
