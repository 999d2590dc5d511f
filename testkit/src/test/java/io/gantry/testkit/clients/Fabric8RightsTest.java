package io.gantry.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.LocalSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.gantry.testkit.GantryCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reviews of rights and tokens by fabric8's client. */
@ExtendWith(SharedCluster.class)
class Fabric8RightsTest {
    private KubernetesClient client;
    private String namespace;

    @BeforeEach
    void open(GantryCluster cluster) {
        client = Clients.fabric8(cluster);
        namespace = cluster.newNamespace();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void rightsCanBeAskedFor() {
        ResourceAttributes pods = new ResourceAttributesBuilder()
                .withNamespace(namespace)
                .withVerb("get")
                .withResource("pods")
                .build();
        var rights = client.authorization().v1();
        assertThat(rights.selfSubjectAccessReview()
                        .create(new SelfSubjectAccessReviewBuilder()
                                .withNewSpec()
                                .withResourceAttributes(pods)
                                .endSpec()
                                .build())
                        .getStatus()
                        .getAllowed())
                .isTrue();
        assertThat(rights.subjectAccessReview()
                        .create(new SubjectAccessReviewBuilder()
                                .withNewSpec()
                                .withUser("jane")
                                .withResourceAttributes(pods)
                                .endSpec()
                                .build())
                        .getStatus()
                        .getAllowed())
                .isFalse();
        assertThat(rights.localSubjectAccessReview()
                        .inNamespace(namespace)
                        .create(new LocalSubjectAccessReviewBuilder()
                                .withNewMetadata()
                                .withNamespace(namespace)
                                .endMetadata()
                                .withNewSpec()
                                .withUser("jane")
                                .withResourceAttributes(pods)
                                .endSpec()
                                .build())
                        .getStatus()
                        .getAllowed())
                .isFalse();
        assertThat(rights.selfSubjectRulesReview()
                        .create(new SelfSubjectRulesReviewBuilder()
                                .withNewSpec()
                                .withNamespace(namespace)
                                .endSpec()
                                .build())
                        .getStatus()
                        .getResourceRules())
                .anySatisfy(rule -> assertThat(rule.getVerbs()).contains("*"));
    }

    @Test
    void aTokenSaysWhoseItIs() {
        Clients.eventually()
                .until(() -> client.serviceAccounts()
                                .inNamespace(namespace)
                                .withName("default")
                                .get()
                        != null);
        String token = client.serviceAccounts()
                .inNamespace(namespace)
                .withName("default")
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
        var review = client.tokenReviews()
                .create(new TokenReviewBuilder()
                        .withNewSpec()
                        .withToken(token)
                        .endSpec()
                        .build());
        assertThat(review.getStatus().getAuthenticated()).isTrue();
        assertThat(review.getStatus().getUser().getUsername())
                .isEqualTo("system:serviceaccount:" + namespace + ":default");
    }
}
