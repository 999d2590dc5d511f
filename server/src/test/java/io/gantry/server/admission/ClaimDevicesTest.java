package io.gantry.server.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.KubeObject;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.request.Decision;
import io.gantry.server.request.RequestScope;
import io.gantry.server.request.UserInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClaimDevicesTest {
    private static final String ALLOCATED =
            "allocation: {nodeSelector: {nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: In, values: [n1]}]}]}}";
    private static final UserInfo DRIVER = new UserInfo(
            "system:serviceaccount:shop:driver",
            "",
            List.of(),
            Map.of("authentication.kubernetes.io/node-name", List.of("n1")));

    private final AdmissionFixture cluster = new AdmissionFixture();
    private final List<String> asked = new ArrayList<>();

    @AfterEach
    void close() {
        cluster.close();
    }

    private static KubeObject claim(String status) {
        return AdmissionFixture.parse("""
                apiVersion: resource.k8s.io/v1
                kind: ResourceClaim
                metadata: {name: c, namespace: shop}
                spec: {devices: {}}
                status: {%s}
                """.formatted(status));
    }

    /** A status is written by who has rights such as {@code verb subresource namespace/name}. */
    private void write(UserInfo user, String verb, String old, String next, String... rights) {
        ClaimDevices plugin = new ClaimDevices(() -> cluster.registries, () -> each -> {
            String text = each.verb() + " " + each.subresource() + " " + each.namespace() + "/" + each.name();
            asked.add(text);
            return List.of(rights).contains(text) ? Decision.allow("") : Decision.noOpinion("");
        });
        KubeObject object = claim(next);
        AdmissionRequest request = new AdmissionRequest(
                Operation.UPDATE, object.kind(), "status", "shop", "c", object, claim(old), user, false);
        RequestScope scope = new RequestScope(user, null, null, false, verb);
        ScopedValue.where(RequestScope.CURRENT, scope).run(() -> plugin.validate(request));
    }

    @Test
    void whoAllocatesNeedsTheRightToBind() {
        UserInfo bob = UserInfo.of("bob");
        write(bob, "update", "", ALLOCATED, "update binding /");
        write(bob, "patch", "", "reservedFor: [{resource: pods, name: p, uid: u}]", "patch binding /");
        assertThatThrownBy(() -> write(bob, "update", "", ALLOCATED, "patch binding /"))
                .hasMessage(
                        "ResourceClaim.resource.k8s.io \"c\" is invalid: status: Forbidden: changing status.allocation "
                                + "or status.reservedFor requires resource=\"resourceclaims/binding\", verb=\"update\" "
                                + "permission: resourceclaims.resource.k8s.io is forbidden: User \"bob\" cannot update resource "
                                + "\"resourceclaims/binding\" in API group \"resource.k8s.io\" at the cluster scope");
    }

    @Test
    void whoChangesNeitherNeedsNoFurtherRight() {
        write(UserInfo.of("bob"), "update", ALLOCATED, ALLOCATED);
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "associated-node:update driver shop/d",
                "arbitrary-node:update driver shop/d",
            })
    void aDriverReportsOnItsDevices(String right) {
        String device = ALLOCATED + ", devices: [{driver: d, pool: p, device: x}]";
        write(DRIVER, "update", ALLOCATED, device, right);
        write(DRIVER, "update", device, ALLOCATED, right);
    }

    @Test
    void aDriverReportsOnNoOther() {
        String device = ALLOCATED + ", devices: [{driver: d, pool: p, device: x}]";
        String right = "associated-node:update driver shop/d";
        assertThatThrownBy(() -> write(DRIVER, "update", ALLOCATED, device.replace("driver: d", "driver: e"), right))
                .hasMessageContaining("status.devices: Forbidden: changing status.devices requires "
                        + "resource=\"resourceclaims/driver\", verb=\"[associated-node:update arbitrary-node:update]\" "
                        + "permission: resourceclaims.resource.k8s.io \"e\" is forbidden: User "
                        + "\"system:serviceaccount:shop:driver\" cannot associated-node:update resource");
        String elsewhere = ALLOCATED.replace("n1", "n2");
        assertThatThrownBy(() ->
                        write(DRIVER, "update", elsewhere, elsewhere + device.substring(ALLOCATED.length()), right))
                .hasMessageContaining("verb=\"[arbitrary-node:update]\" permission");
    }

    @ParameterizedTest
    @CsvSource({"'', false", "'resource.kubernetes.io/admin-access: \"true\"', true"})
    void devicesThatAreSharedWithTheirUsersNeedAMarkedNamespace(String label, boolean allowed) {
        cluster.namespace("ops", label);
        String request = "{devices: {requests: [{name: r, exactly: {deviceClassName: d, adminAccess: true}}]}}";
        for (String yaml : List.of(
                "{apiVersion: resource.k8s.io/v1, kind: ResourceClaim, metadata: {name: c, namespace: ops}, spec: "
                        + request + "}",
                "{apiVersion: resource.k8s.io/v1, kind: ResourceClaimTemplate, metadata: {name: t, namespace: ops}, "
                        + "spec: {spec: " + request + "}}")) {
            refusedUnless(allowed, yaml);
        }
    }

    private void refusedUnless(boolean allowed, String yaml) {
        @Nullable KubeObject made = null;
        if (allowed) {
            made = cluster.create(yaml);
            assertThat(made).isNotNull();
        } else {
            assertThatThrownBy(() -> cluster.create(yaml))
                    .hasMessageEndingWith(
                            "spec.devices.requests[0].adminAccess: Forbidden: admin access to devices requires "
                                    + "the `resource.kubernetes.io/admin-access: true` label on the containing namespace");
        }
    }
}
