package io.nyala.security.admin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ranger.plugin.model.RangerPolicy;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyResource;
import org.jspecify.annotations.Nullable;

/** Policies. */
@Path("/service/public/v2/api/policy")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PolicyResource {
  private static final String RESOURCE_FILTER = "resource:";

  private final PolicyAdmin admin;
  private final Caller caller;

  PolicyResource(PolicyAdmin admin, Caller caller) {
    this.admin = admin;
    this.caller = caller;
  }

  /** All policies; the query may narrow by service, name, type and {@code resource:<name>}. */
  @GET
  public List<RangerPolicy> list(
      @QueryParam("serviceName") @Nullable String service,
      @QueryParam("policyName") @Nullable String name,
      @QueryParam("policyType") @Nullable Integer type,
      @QueryParam("startIndex") @DefaultValue("0") int startIndex,
      @QueryParam("pageSize") @DefaultValue("2147483647") int pageSize,
      @Context HttpServletRequest request) {
    caller.requireReader(request);
    return admin
        .policies(
            policy ->
                (service == null || service.equals(policy.getService()))
                    && (name == null || name.equals(policy.getName()))
                    && (type == null || type.equals(policy.getPolicyType()))
                    && matchesResources(policy, request.getParameterMap()))
        .stream()
        .skip(Math.max(0, startIndex))
        .limit(Math.max(0, pageSize))
        .toList();
  }

  private static boolean matchesResources(RangerPolicy policy, Map<String, String[]> parameters) {
    for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
      if (parameter.getKey().startsWith(RESOURCE_FILTER)) {
        RangerPolicyResource resource =
            policy.getResources().get(parameter.getKey().substring(RESOURCE_FILTER.length()));
        if (resource == null || !resource.getValues().contains(parameter.getValue()[0])) {
          return false;
        }
      }
    }
    return true;
  }

  @POST
  public RangerPolicy create(RangerPolicy policy, @Context HttpServletRequest request) {
    String user = caller.requireAdministrator(request, "policy-create", path(policy));
    return admin.createPolicy(policy, user);
  }

  /** Creates, or replaces the policy of the same service and name. */
  @POST
  @Path("/apply")
  public RangerPolicy apply(RangerPolicy policy, @Context HttpServletRequest request) {
    String user = caller.requireAdministrator(request, "policy-apply", path(policy));
    Optional<RangerPolicy> old =
        policy.getService() == null || policy.getName() == null
            ? Optional.empty()
            : admin.findPolicy(policy.getService(), policy.getName());
    return old.isPresent()
        ? admin.updatePolicy(policy, old.get().getId(), user)
        : admin.createPolicy(policy, user);
  }

  @GET
  @Path("/{id:\\d+}")
  public RangerPolicy get(@PathParam("id") long id, @Context HttpServletRequest request) {
    caller.requireReader(request);
    return admin.policy(id);
  }

  @PUT
  @Path("/{id:\\d+}")
  public RangerPolicy update(
      @PathParam("id") long id, RangerPolicy policy, @Context HttpServletRequest request) {
    String user = caller.requireAdministrator(request, "policy-update", "policy/" + id);
    ServiceResource.requireSameId(policy.getId(), id);
    return admin.updatePolicy(policy, id, user);
  }

  @DELETE
  @Path("/{id:\\d+}")
  public void delete(@PathParam("id") long id, @Context HttpServletRequest request) {
    caller.requireAdministrator(request, "policy-delete", "policy/" + id);
    admin.deletePolicy(id);
  }

  @DELETE
  public void delete(
      @QueryParam("servicename") @Nullable String service,
      @QueryParam("policyname") @Nullable String name,
      @Context HttpServletRequest request) {
    caller.requireAdministrator(request, "policy-delete", "policy/" + service + "/" + name);
    if (service == null || name == null) {
      throw PolicyAdminException.invalid("servicename and policyname are needed");
    }
    admin.deletePolicy(admin.policy(service, name).getId());
  }

  @GET
  @Path("/guid/{guid}")
  public RangerPolicy byGuid(@PathParam("guid") String guid, @Context HttpServletRequest request) {
    caller.requireReader(request);
    return admin.policyByGuid(guid);
  }

  @PUT
  @Path("/guid/{guid}")
  public RangerPolicy updateByGuid(
      @PathParam("guid") String guid, RangerPolicy policy, @Context HttpServletRequest request) {
    String user = caller.requireAdministrator(request, "policy-update", "policy/" + guid);
    return admin.updatePolicy(policy, admin.policyByGuid(guid).getId(), user);
  }

  @DELETE
  @Path("/guid/{guid}")
  public void deleteByGuid(@PathParam("guid") String guid, @Context HttpServletRequest request) {
    caller.requireAdministrator(request, "policy-delete", "policy/" + guid);
    admin.deletePolicy(admin.policyByGuid(guid).getId());
  }

  private static String path(RangerPolicy policy) {
    return "policy/" + policy.getService() + "/" + policy.getName();
  }
}
