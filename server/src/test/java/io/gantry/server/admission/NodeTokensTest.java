package io.gantry.server.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.authentication.v1.BoundObjectReference;
import io.gantry.api.authentication.v1.TokenRequest;
import io.gantry.api.authentication.v1.TokenRequestSpec;
import io.gantry.api.authentication.v1.TokenRequestStatus;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.server.registry.Actions;
import io.gantry.server.request.TokenIssuer;
import io.gantry.server.request.UserInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NodeTokensTest {
    private static final UserInfo NODE = UserInfo.of("system:node:n1", "system:nodes", UserInfo.AUTHENTICATED);
    private static final String REFUSED = "serviceaccounts \"default\" is forbidden: ";

    private final AdmissionFixture cluster = new AdmissionFixture();
    private final Actions actions =
            new Actions(cluster.registries, cluster.time, request -> new TokenIssuer.Token("secret", Instant.EPOCH));

    @BeforeEach
    void pods() {
        for (String name : List.of("inline", "claimed")) {
            cluster.create("""
                    apiVersion: storage.k8s.io/v1
                    kind: CSIDriver
                    metadata: {name: %s.example.com}
                    spec: {tokenRequests: [{audience: %s}]}
                    """.formatted(name, name));
        }
        cluster.create("""
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data, namespace: shop}
                spec: {volumeName: pv, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                """);
        cluster.create("""
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: pv}
                spec:
                  accessModes: [ReadWriteOnce]
                  capacity: {storage: 1Gi}
                  csi: {driver: claimed.example.com, volumeHandle: h}
                """);
        for (String node : List.of("n1", "n2")) {
            cluster.create("""
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: on-%s, namespace: shop}
                    spec:
                      nodeName: %s
                      containers: [{name: a, image: x}]
                      volumes:
                      - {name: t, projected: {sources: [{serviceAccountToken: {path: a, audience: projected}}]}}
                      - {name: u, csi: {driver: inline.example.com}}
                      - {name: v, persistentVolumeClaim: {claimName: data}}
                    """.formatted(node, node));
        }
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private BoundObjectReference pod(String name) {
        return new BoundObjectReference(
                "Pod", "v1", name, cluster.get(PodType.KIND, name).uid());
    }

    private String token(@Nullable BoundObjectReference bound, String... audiences) {
        TokenRequest request = new TokenRequest(
                ObjectMetaBuilder.of().build(),
                new TokenRequestSpec(List.of(audiences), bound, 600L),
                new TokenRequestStatus("", Instant.EPOCH));
        return cluster.as(NODE, () -> actions.issueToken("shop", "default", request))
                .status()
                .token();
    }

    @Test
    void aNodeGetsTokensForThePodsOnIt() {
        assertThat(token(pod("on-n1"))).isEqualTo("secret");
        assertThatThrownBy(() -> token(pod("on-n2")))
                .hasMessage(REFUSED + "node requested token bound to a pod scheduled on a different node");
        assertThatThrownBy(() -> token(null)).hasMessage(REFUSED + "node requested token not bound to a pod");
    }

    @ParameterizedTest
    @ValueSource(strings = {"projected", "inline", "claimed"})
    void aNodeGetsTokensForTheAudiencesThatThePodNames(String audience) {
        assertThat(token(pod("on-n1"), audience)).isEqualTo("secret");
    }

    @Test
    void otherAudiencesNeedARight() {
        assertThatThrownBy(() -> token(pod("on-n1"), "vault"))
                .hasMessage(
                        REFUSED + "audience \"vault\" not found in pod spec volume, system:node:n1 is not authorized "
                                + "to request tokens for this audience");
        assertThatThrownBy(() -> token(pod("on-n1"), "projected", "inline"))
                .hasMessage(REFUSED + "node may only request 0 or 1 audiences");
        cluster.create("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: audiences}
                rules: [{apiGroups: [""], resources: [vault], verbs: [request-serviceaccounts-token-audience]}]
                """);
        cluster.create("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: audiences}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: audiences}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: "system:nodes"}]
                """);
        assertThat(token(pod("on-n1"), "vault")).isEqualTo("secret");
    }
}
