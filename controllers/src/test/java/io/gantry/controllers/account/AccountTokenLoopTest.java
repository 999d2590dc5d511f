package io.gantry.controllers.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.ObjectReferenceBuilder;
import io.gantry.api.core.v1.Secret;
import io.gantry.api.core.v1.SecretBuilder;
import io.gantry.api.core.v1.SecretType;
import io.gantry.api.core.v1.ServiceAccount;
import io.gantry.api.core.v1.ServiceAccountBuilder;
import io.gantry.api.core.v1.ServiceAccountType;
import io.gantry.api.meta.v1.DeleteOptionsType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.types.Bytes;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.SimCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountTokenLoopTest {
    private static final String NAME = "kubernetes.io/service-account.name";
    private static final String UID = "kubernetes.io/service-account.uid";

    private final SimCluster cluster = new SimCluster(context -> List.of(AccountTokenLoop.create(
            context, (account, secret) -> "token of " + account.name() + " for " + secret, "authority")));

    private ServiceAccount account(String... secrets) {
        return cluster.client.create(
                ServiceAccountType.KIND,
                ServiceAccountBuilder.of()
                        .metadata(ObjectMetaBuilder.of()
                                .name("robot")
                                .namespace("default")
                                .build())
                        .secrets(List.of(secrets).stream()
                                .map(name ->
                                        ObjectReferenceBuilder.of().name(name).build())
                                .toList())
                        .build(),
                WriteOptions.DEFAULT);
    }

    private void secret(String name, String type, Map<String, String> annotations, Map<String, Bytes> data) {
        Secret secret = SecretBuilder.of()
                .metadata(ObjectMetaBuilder.of()
                        .name(name)
                        .namespace("default")
                        .annotations(annotations)
                        .build())
                .type(type)
                .data(data)
                .build();
        cluster.client.create(SecretType.KIND, secret, WriteOptions.DEFAULT);
    }

    private Map<String, Bytes> data(String name) {
        return cluster.client.get(SecretType.KIND, "default", name).data();
    }

    @Test
    void whoMakesASecretForAnAccountGetsItsToken() {
        ServiceAccount account = account();
        secret("mine", AccountTokenLoop.TYPE, Map.of(NAME, "robot"), Map.of("more", Bytes.utf8("kept")));
        secret("other", "Opaque", Map.of(NAME, "robot"), Map.of());

        cluster.settle();

        assertThat(data("mine"))
                .isEqualTo(Map.of(
                        "more", Bytes.utf8("kept"),
                        "ca.crt", Bytes.utf8("authority"),
                        "namespace", Bytes.utf8("default"),
                        "token", Bytes.utf8("token of robot for mine")));
        assertThat(cluster.client
                        .get(SecretType.KIND, "default", "mine")
                        .metadata()
                        .annotations())
                .isEqualTo(Map.of(NAME, "robot", UID, account.uid()));
        assertThat(data("other")).isEmpty();
    }

    @Test
    void aTokenThatIsThereStaysAndTheAuthorityIsRenewed() {
        account();
        secret(
                "mine",
                AccountTokenLoop.TYPE,
                Map.of(NAME, "robot"),
                Map.of("token", Bytes.utf8("old"), "ca.crt", Bytes.utf8("old"), "namespace", Bytes.utf8("old")));

        cluster.settle();

        assertThat(data("mine"))
                .containsEntry("token", Bytes.utf8("old"))
                .containsEntry("namespace", Bytes.utf8("old"))
                .containsEntry("ca.crt", Bytes.utf8("authority"));
    }

    @Test
    void withoutItsAccountItGoes() {
        account();
        secret("mine", AccountTokenLoop.TYPE, Map.of(NAME, "robot"), Map.of());
        secret("early", AccountTokenLoop.TYPE, Map.of(NAME, "nobody"), Map.of());
        cluster.settle();
        assertThat(cluster.list(SecretType.KIND)).extracting(Secret::name).containsExactly("mine");

        cluster.client.delete(ServiceAccountType.KIND, "default", "robot", DeleteOptionsType.EMPTY);
        cluster.settle();
        assertThat(cluster.list(SecretType.KIND)).isEmpty();
    }

    @Test
    void ofAnEarlierAccountOfTheNameItGoesToo() {
        account();
        secret("mine", AccountTokenLoop.TYPE, Map.of(NAME, "robot", UID, "another"), Map.of());

        cluster.settle();

        assertThat(cluster.list(SecretType.KIND)).isEmpty();
    }

    @Test
    void anAccountForgetsATokenThatIsGone() {
        account("mine", "registry");
        secret("mine", AccountTokenLoop.TYPE, Map.of(NAME, "robot"), Map.of());
        cluster.settle();

        cluster.client.delete(SecretType.KIND, "default", "mine", DeleteOptionsType.EMPTY);
        cluster.settle();

        assertThat(cluster.client
                        .get(ServiceAccountType.KIND, "default", "robot")
                        .secrets())
                .extracting(each -> each.name())
                .containsExactly("registry");
    }
}
