package io.gantry.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.testkit.GantryCluster;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.AuthenticationV1Api;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.AuthenticationV1TokenRequest;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1DeleteOptions;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1OwnerReference;
import io.kubernetes.client.openapi.models.V1SelfSubjectReview;
import io.kubernetes.client.openapi.models.V1TokenRequestSpec;
import io.kubernetes.client.openapi.models.V1TokenReview;
import io.kubernetes.client.openapi.models.V1TokenReviewSpec;
import io.kubernetes.client.util.PatchUtils;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens, finalizers and owners by the official client. */
@ExtendWith(SharedCluster.class)
class OfficialRightsTest {
    private ApiClient client;
    private CoreV1Api core;
    private String namespace;

    @BeforeEach
    void open(GantryCluster cluster) throws Exception {
        client = Clients.official(cluster);
        core = new CoreV1Api(client);
        namespace = cluster.newNamespace();
    }

    private V1ConfigMap create(V1ObjectMeta metadata) throws ApiException {
        return core.createNamespacedConfigMap(namespace, new V1ConfigMap().metadata(metadata))
                .execute();
    }

    private boolean exists(String name) throws ApiException {
        return core.listNamespacedConfigMap(namespace)
                        .fieldSelector("metadata.name=" + name)
                        .execute()
                        .getItems()
                        .size()
                == 1;
    }

    @Test
    void aTokenSaysWhoseItIs() throws Exception {
        Clients.eventually()
                .until(() -> core.listNamespacedServiceAccount(namespace)
                                .fieldSelector("metadata.name=default")
                                .execute()
                                .getItems()
                                .size()
                        == 1);
        String token = core.createNamespacedServiceAccountToken(
                        "default",
                        namespace,
                        new AuthenticationV1TokenRequest()
                                .spec(new V1TokenRequestSpec()
                                        .audiences(List.of())
                                        .expirationSeconds(600L)))
                .execute()
                .getStatus()
                .getToken();
        var authentication = new AuthenticationV1Api(client);
        var review = authentication
                .createTokenReview(new V1TokenReview().spec(new V1TokenReviewSpec().token(token)))
                .execute();
        assertThat(review.getStatus().getAuthenticated()).isTrue();
        assertThat(review.getStatus().getUser().getUsername())
                .isEqualTo("system:serviceaccount:" + namespace + ":default");
        assertThat(authentication
                        .createSelfSubjectReview(new V1SelfSubjectReview())
                        .execute()
                        .getStatus()
                        .getUserInfo()
                        .getGroups())
                .contains("system:masters");
    }

    @Test
    void finalizersHoldWhatIsDeleted() throws Exception {
        create(new V1ObjectMeta().name("held").addFinalizersItem("example.com/hold"));
        // The answer is the object that waits for its end, which the client would read as a Status.
        try (var answer = core.deleteNamespacedConfigMap("held", namespace)
                .buildCall(null)
                .execute()) {
            assertThat(answer.code()).isEqualTo(200);
        }
        assertThat(core.readNamespacedConfigMap("held", namespace)
                        .execute()
                        .getMetadata()
                        .getDeletionTimestamp())
                .isNotNull();
        PatchUtils.patch(
                V1ConfigMap.class,
                () -> core.patchNamespacedConfigMap(
                                "held", namespace, new V1Patch("{\"metadata\":{\"finalizers\":null}}"))
                        .buildCall(null),
                V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH,
                client);
        assertThat(exists("held")).isFalse();
    }

    @Test
    void ownersTakeTheirOwnWithThemOrLeaveIt() throws Exception {
        for (String policy : List.of("Orphan", "Background", "Foreground")) {
            String suffix = policy.substring(0, 1).toLowerCase(java.util.Locale.ROOT);
            V1ConfigMap owner = create(new V1ObjectMeta().name("owner-" + suffix));
            create(new V1ObjectMeta()
                    .name("owned-" + suffix)
                    .addOwnerReferencesItem(new V1OwnerReference()
                            .apiVersion("v1")
                            .kind("ConfigMap")
                            .name("owner-" + suffix)
                            .uid(owner.getMetadata().getUid())
                            .blockOwnerDeletion(true)));
            try (var answer = core.deleteNamespacedConfigMap("owner-" + suffix, namespace)
                    .body(new V1DeleteOptions().propagationPolicy(policy))
                    .buildCall(null)
                    .execute()) {
                assertThat(answer.code()).isEqualTo(200);
            }
            Clients.eventually().until(() -> !exists("owner-" + suffix));
            if (policy.equals("Orphan")) {
                assertThat(core.readNamespacedConfigMap("owned-o", namespace)
                                .execute()
                                .getMetadata()
                                .getOwnerReferences())
                        .isNullOrEmpty();
            } else {
                Clients.eventually().until(() -> !exists("owned-" + suffix));
            }
        }
    }
}
