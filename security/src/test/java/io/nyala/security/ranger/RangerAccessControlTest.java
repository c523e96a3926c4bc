package io.nyala.security.ranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nyala.security.audit.AuditRecord;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.security.AccessAction;
import io.nyala.spi.security.AccessContext;
import io.nyala.spi.security.AccessDecision;
import io.nyala.spi.security.AccessRequest;
import io.nyala.spi.security.SecurableObject;
import io.nyala.spi.security.SecurableObject.ColumnObject;
import io.nyala.spi.security.SecurableObject.DatabaseObject;
import io.nyala.spi.security.SecurableObject.TableObject;
import io.nyala.spi.security.SecurableObject.UrlObject;
import io.nyala.spi.security.TablePolicy;
import io.nyala.spi.security.UserIdentity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.ranger.plugin.model.RangerPolicy;
import org.apache.ranger.plugin.model.RangerServiceDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangerAccessControlTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1000));
  private static final TableObject FLIGHTS = new TableObject("sales", "flights");
  private static final List<String> COLUMNS = List.of("id", "origin", "cost");

  private final List<AuditRecord> audited = new ArrayList<>();

  @Test
  void everythingIsDeniedBeforeTheFirstLoad() {
    RangerAccessControl control = control(Optional.empty());
    assertThatThrownBy(() -> control.require(alice(), select(FLIGHTS)))
        .isInstanceOfSatisfying(
            NyalaException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.POLICY_UNAVAILABLE));
    assertThatThrownBy(() -> control.tablePolicy(alice(), "sales", "flights", COLUMNS))
        .isInstanceOf(NyalaException.class);
    assertThat(control.isVisible(alice(), FLIGHTS)).isFalse();
    assertThat(control.visible(alice(), List.of(FLIGHTS))).isEmpty();
    assertThat(audited).singleElement().matches(entry -> !entry.allowed());
  }

  @Test
  void nothingIsAllowedWithoutPolicy() {
    assertDenied(new TestPolicies(), alice(), AccessAction.SELECT, FLIGHTS);
    assertDenied(new TestPolicies(), alice(), AccessAction.ANY, new DatabaseObject("sales"));
  }

  @Test
  void denialReadsAsInHiveAndNamesTheColumn() {
    RangerAccessControl control = control(new TestPolicies());
    assertThatThrownBy(
            () -> control.require(alice(), select(new ColumnObject("sales", "flights", "origin"))))
        .isInstanceOfSatisfying(
            NyalaException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED);
              assertThat(e)
                  .hasMessage(
                      "HiveAccessControlException Permission denied: user [alice] does not have"
                          + " [SELECT] privilege on [sales/flights/origin]");
            });
  }

  @Test
  void anyOnATableReadsAsSelectAndOnADatabaseAsUse() {
    RangerAccessControl control = control(new TestPolicies());
    assertThatThrownBy(() -> control.require(alice(), any(FLIGHTS)))
        .hasMessageEndingWith("does not have [SELECT] privilege on [sales/flights/*]");
    assertThatThrownBy(() -> control.require(alice(), any(new DatabaseObject("sales"))))
        .hasMessageEndingWith("does not have [USE] privilege on [sales]");
  }

  @Test
  void columnPolicyGrantsThatColumnAndVisibilityButNotTheTable() {
    TestPolicies policies = new TestPolicies().allow("sales/flights/id", "alice", "select");
    assertAllowed(policies, alice(), AccessAction.SELECT, column("id"));
    assertDenied(policies, alice(), AccessAction.SELECT, column("origin"));
    assertDenied(policies, alice(), AccessAction.SELECT, FLIGHTS);
    assertDenied(policies, alice(), AccessAction.UPDATE, FLIGHTS);
    assertAllowed(policies, alice(), AccessAction.ANY, FLIGHTS);
    assertAllowed(policies, alice(), AccessAction.ANY, new DatabaseObject("sales"));
    assertDenied(policies, alice(), AccessAction.ANY, new TableObject("sales", "airports"));
    assertDenied(policies, user("bob"), AccessAction.SELECT, column("id"));
  }

  @Test
  void tablePolicyWithWildcardColumnGrantsTheTableOnly() {
    TestPolicies policies = new TestPolicies().allow("sales/flights/*", "alice", "select");
    assertAllowed(policies, alice(), AccessAction.SELECT, FLIGHTS);
    assertAllowed(policies, alice(), AccessAction.SELECT, column("cost"));
    assertDenied(policies, alice(), AccessAction.UPDATE, FLIGHTS);
    assertDenied(policies, alice(), AccessAction.DROP, FLIGHTS);
    assertDenied(policies, alice(), AccessAction.CREATE, new DatabaseObject("sales"));
    assertDenied(policies, alice(), AccessAction.SELECT, new TableObject("hr", "flights"));
  }

  @Test
  void denialBeatsAllowance() {
    TestPolicies policies =
        new TestPolicies()
            .allow("sales/*/*", "@analysts", "select")
            .deny("sales/flights/cost", "alice", "select");
    assertAllowed(policies, alice(), AccessAction.SELECT, column("id"));
    assertDenied(policies, alice(), AccessAction.SELECT, column("cost"));
    assertAllowed(policies, user("bob"), AccessAction.SELECT, column("cost"));
    assertDenied(policies, user("carol"), AccessAction.SELECT, column("id"));
  }

  @Test
  void oneForbiddenColumnOfManyDeniesAndEveryDecisionIsAudited() {
    RangerAccessControl control =
        control(new TestPolicies().allow("sales/flights/id,origin", "alice", "select"));
    TestPolicies policies = new TestPolicies().allow("sales/flights/id", "alice", "select");
    policies.allow("sales/flights/origin", "alice", "select");
    RangerAccessControl two = control(policies);
    audited.clear();
    List<AccessRequest> requests =
        COLUMNS.stream().map(name -> new AccessRequest(AccessAction.SELECT, column(name))).toList();
    assertThatThrownBy(() -> two.require(alice(), requests)).hasMessageContaining("flights/cost");
    assertThat(audited).hasSize(3);
    assertThat(audited).filteredOn(entry -> !entry.allowed()).hasSize(1);
    assertThat(control.policyVersion()).isEqualTo(1);
  }

  @Test
  void rolesGrant() {
    TestPolicies policies =
        new TestPolicies().role("readers", "alice").allow("sales/*/*", "#readers", "select");
    assertAllowed(policies, alice(), AccessAction.SELECT, FLIGHTS);
    assertDenied(policies, user("bob"), AccessAction.SELECT, FLIGHTS);
  }

  @Test
  void urlPoliciesAreRecursive() {
    TestPolicies policies = new TestPolicies().allow("url:hdfs://c/data", "alice", "read");
    assertAllowed(policies, alice(), AccessAction.READ, new UrlObject("hdfs://c/data/x/y"));
    assertDenied(policies, alice(), AccessAction.WRITE, new UrlObject("hdfs://c/data/x/y"));
    assertDenied(policies, alice(), AccessAction.READ, new UrlObject("hdfs://c/other"));
  }

  @Test
  void showListsOnlyWhatMayBeSeen() {
    RangerAccessControl control =
        control(new TestPolicies().allow("sales/flights/id", "alice", "select"));
    List<TableObject> tables =
        List.of(new TableObject("sales", "airports"), FLIGHTS, new TableObject("hr", "pay"));
    assertThat(control.visible(alice(), tables)).containsExactly(FLIGHTS);
    assertThat(audited).isEmpty();
  }

  @Test
  void disabledAndExpiredPoliciesDoNotGrant() {
    TestPolicies policies = new TestPolicies();
    RangerPolicy disabled = policies.add("sales/*/*");
    disabled.addPolicyItem(TestPolicies.item("alice", "select"));
    disabled.setIsEnabled(false);
    RangerPolicy expired = policies.add("sales/flights/*");
    expired.addPolicyItem(TestPolicies.item("alice", "select"));
    expired.setValiditySchedules(
        new ArrayList<>(
            List.of(
                new org.apache.ranger.plugin.model.RangerValiditySchedule(
                    "2001/01/01 00:00:00", "2002/01/01 00:00:00", "UTC", new ArrayList<>()))));
    assertDenied(policies, alice(), AccessAction.SELECT, FLIGHTS);
  }

  @Test
  void filterAndMasksComeWithTheColumnPutIn() {
    RangerAccessControl control =
        control(
            new TestPolicies()
                .rowFilter("sales/flights", "alice", "origin IN ('AUS')")
                .mask("sales/flights/cost", "alice", "MASK_NULL", null)
                .mask("sales/flights/origin", "@analysts", "MASK_SHOW_LAST_4", null)
                .mask("sales/flights/id", "alice", "CUSTOM", "substr({col}, 1, 1)"));
    TablePolicy policy = control.tablePolicy(alice(), "sales", "flights", COLUMNS);
    assertThat(policy.rowFilter()).contains("origin IN ('AUS')");
    assertThat(policy.masks())
        .containsEntry("cost", "NULL")
        .containsEntry("id", "substr(`id`, 1, 1)")
        .containsEntry("origin", "mask_show_last_n(`origin`, 4, 'x', 'x', 'x', -1, '1')");
    assertThat(audited).singleElement().matches(entry -> entry.maskedColumns().size() == 3);
    TablePolicy others = control.tablePolicy(user("carol"), "sales", "flights", COLUMNS);
    assertThat(others.rowFilter()).isEmpty();
    assertThat(others.masks()).isEmpty();
  }

  @Test
  void aCustomMaskWithoutExpressionHidesTheValue() {
    RangerAccessControl control =
        control(new TestPolicies().mask("sales/flights/cost", "alice", "CUSTOM", null));
    assertThat(control.tablePolicy(alice(), "sales", "flights", COLUMNS).masks())
        .containsEntry("cost", "NULL");
  }

  // Ranger ignores a condition whose definition is missing: that would let alice in.
  @Test
  void anUnknownConditionNeverGrants() {
    TestPolicies policies = new TestPolicies();
    RangerPolicy policy = policies.add("sales/*/*");
    var item = TestPolicies.item("alice", "select");
    item.addCondition(TestPolicies.condition("no-such-condition", "x"));
    policy.addPolicyItem(item);
    assertDenied(policies, alice(), AccessAction.SELECT, FLIGHTS);
  }

  @Test
  void anUnknownConditionOnThePolicyNeverGrants() {
    TestPolicies policies = new TestPolicies();
    RangerPolicy policy = policies.add("sales/*/*");
    policy.addPolicyItem(TestPolicies.item("alice", "select"));
    policy.addCondition(TestPolicies.condition("no-such-condition", "x"));
    assertDenied(policies, alice(), AccessAction.SELECT, FLIGHTS);
  }

  // Without a script engine Ranger takes the expression for true.
  @ParameterizedTest
  @ValueSource(strings = {"_expression", "no-such-condition"})
  void aConditionThatCannotBeEvaluatedStillDenies(String type) {
    TestPolicies policies = new TestPolicies().allow("sales/*/*", "alice", "select");
    RangerPolicy deny = policies.add("sales/flights/cost");
    var item = TestPolicies.item("alice", "select");
    item.addCondition(TestPolicies.condition(type, "false"));
    deny.addDenyPolicyItem(item);
    assertDenied(policies, alice(), AccessAction.SELECT, column("cost"));
    assertAllowed(policies, alice(), AccessAction.SELECT, column("id"));
  }

  @Test
  void anExpressionWithoutScriptEngineNeverGrants() {
    TestPolicies policies = new TestPolicies();
    var item = TestPolicies.item("alice", "select");
    item.addCondition(TestPolicies.condition("_expression", "true"));
    policies.add("sales/*/*").addPolicyItem(item);
    assertDenied(policies, alice(), AccessAction.SELECT, FLIGHTS);
  }

  @Test
  void anExceptionFromADenialNeedsAnEvaluableCondition() {
    TestPolicies policies = new TestPolicies().allow("sales/*/*", "alice", "select");
    RangerPolicy deny = policies.add("sales/flights/cost");
    deny.addDenyPolicyItem(TestPolicies.item("alice", "select"));
    var exception = TestPolicies.item("alice", "select");
    exception.addCondition(TestPolicies.condition("_expression", "true"));
    deny.addDenyException(exception);
    assertDenied(policies, alice(), AccessAction.SELECT, column("cost"));
  }

  @Test
  void aConditionedRowFilterThatCannotBeEvaluatedHidesAllRows() {
    TestPolicies policies = new TestPolicies();
    policies
        .rowFilterPolicy("sales/flights", "alice", "origin = 'AUS'")
        .addCondition(TestPolicies.condition("_expression", "false"));
    assertThat(control(policies).tablePolicy(alice(), "sales", "flights", COLUMNS).rowFilter())
        .contains("false");
  }

  // Ranger throws a NullPointerException here without a script engine.
  @Test
  void aRowFilterMacroIsADenialWithoutScriptEngine() {
    RangerAccessControl control =
        control(
            new TestPolicies().rowFilter("sales/flights", "alice", "owner = '${{USER._name}}'"));
    assertThatThrownBy(() -> control.tablePolicy(alice(), "sales", "flights", COLUMNS))
        .isInstanceOfSatisfying(
            NyalaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED));
  }

  @Test
  void addressConditionsDecideAndAnUnknownAddressIsDenied() {
    TestPolicies policies = new TestPolicies();
    var item = TestPolicies.item("alice", "select");
    item.addCondition(TestPolicies.condition("ip-range", "10.0.*"));
    policies.add("sales/*/*").addPolicyItem(item);
    assertAllowed(policies, context("alice", "10.0.3.4"), AccessAction.SELECT, FLIGHTS);
    assertDenied(policies, context("alice", "192.168.0.1"), AccessAction.SELECT, FLIGHTS);
    assertDenied(policies, context("alice", ""), AccessAction.SELECT, FLIGHTS);
  }

  @Test
  void anAddressConditionWithoutValuesNeverGrants() {
    TestPolicies policies = new TestPolicies();
    var item = TestPolicies.item("alice", "select");
    item.addCondition(TestPolicies.condition("ip-range"));
    policies.add("sales/*/*").addPolicyItem(item);
    assertDenied(policies, alice(), AccessAction.SELECT, FLIGHTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a'b", "x or 1=1", "", "${{USER}}", "ü", "a\nb"})
  void unsafeNamesAreDenied(String name) {
    TestPolicies policies = new TestPolicies().allow("sales/*/*", "@public", "select");
    assertDenied(policies, user(name), AccessAction.SELECT, FLIGHTS);
  }

  @Test
  void unsafeGroupNamesAreDenied() {
    TestPolicies policies = new TestPolicies().allow("sales/*/*", "alice", "select");
    AccessContext context =
        new AccessContext(
            new UserIdentity("alice", "alice@R", Set.of("a' or 'b"), "127.0.0.1"), "q", "s");
    assertDenied(policies, context, AccessAction.SELECT, FLIGHTS);
  }

  @Test
  void aServiceDefinitionWithoutConditionDefinitionsDoesNotOpenTheDoor() {
    RangerServiceDef bare = PolicyJson.hiveServiceDef();
    bare.setPolicyConditions(new ArrayList<>());
    TestPolicies policies = new TestPolicies().serviceDef(bare);
    var item = TestPolicies.item("alice", "select");
    item.addCondition(TestPolicies.condition("ip-range", "10.0.*"));
    policies.add("sales/*/*").addPolicyItem(item);
    assertDenied(policies, alice(), AccessAction.SELECT, FLIGHTS);
  }

  @Test
  void aFailingAuditLogStopsTheRequest() {
    PolicyEngine engine =
        PolicyEngine.build(new TestPolicies().allow("sales/*/*", "alice", "select").build());
    RangerAccessControl control =
        new RangerAccessControl(
            () -> Optional.of(engine),
            signer(),
            entry -> {
              throw new NyalaException(ErrorCode.POLICY_UNAVAILABLE, "audit is full");
            },
            CLOCK);
    assertThatThrownBy(() -> control.require(alice(), select(FLIGHTS)))
        .isInstanceOf(NyalaException.class);
  }

  @Test
  void signedDecisionsAreVerified() {
    DecisionSigner signer = signer();
    AccessDecision signed = signer.sign(decision("alice", 2000));
    signer.verify(signed, "q1");
    assertInvalid(signer, signed, "q2");
    assertInvalid(signer, decision("alice", 2000), "q1");
    assertInvalid(signer, decision("bob", 2000).withMac(signed.mac()), "q1");
    assertInvalid(signer, signer.sign(decision("alice", 999)), "q1");
    DecisionSigner other = new DecisionSigner(new DecisionKey(new byte[32]), CLOCK);
    assertInvalid(other, signed, "q1");
    assertInvalid(signer, signed.withMac("zz"), "q1");
  }

  private static void assertInvalid(
      DecisionSigner signer, AccessDecision decision, String queryId) {
    assertThatThrownBy(() -> signer.verify(decision, queryId))
        .isInstanceOfSatisfying(
            NyalaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_DECISION));
  }

  private static AccessDecision decision(String user, long expires) {
    return new AccessDecision(
        user, "q1", "sales.flights", List.of("id"), "", "", false, 1, expires, "");
  }

  private static DecisionSigner signer() {
    byte[] key = new byte[32];
    key[0] = 1;
    return new DecisionSigner(new DecisionKey(key), CLOCK);
  }

  private RangerAccessControl control(TestPolicies policies) {
    return control(Optional.of(PolicyEngine.build(policies.build())));
  }

  private RangerAccessControl control(Optional<PolicyEngine> engine) {
    return new RangerAccessControl(() -> engine, signer(), audited::add, CLOCK);
  }

  private void assertAllowed(
      TestPolicies policies, AccessContext who, AccessAction action, SecurableObject object) {
    control(policies).require(who, List.of(new AccessRequest(action, object)));
  }

  private void assertDenied(
      TestPolicies policies, AccessContext who, AccessAction action, SecurableObject object) {
    RangerAccessControl control = control(policies);
    assertThatThrownBy(() -> control.require(who, List.of(new AccessRequest(action, object))))
        .isInstanceOfSatisfying(
            NyalaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED));
  }

  private static List<AccessRequest> select(SecurableObject object) {
    return List.of(new AccessRequest(AccessAction.SELECT, object));
  }

  private static List<AccessRequest> any(SecurableObject object) {
    return List.of(new AccessRequest(AccessAction.ANY, object));
  }

  private static ColumnObject column(String name) {
    return new ColumnObject("sales", "flights", name);
  }

  private static AccessContext alice() {
    return context("alice", "127.0.0.1");
  }

  private static AccessContext context(String user, String address) {
    Set<String> groups = user.equals("carol") ? Set.of() : Set.of("analysts");
    return new AccessContext(
        new UserIdentity(user, user + "@NYALA.TEST", groups, address), "q1", "s1");
  }

  private static AccessContext user(String name) {
    return context(name, "127.0.0.1");
  }
}
