package io.gantry.controllers.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.Secret;
import io.gantry.api.core.v1.SecretBuilder;
import io.gantry.api.core.v1.SecretType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.types.Bytes;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.SimCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenCleanerLoopTest {
    private final SimCluster cluster = new SimCluster(context -> List.of(TokenCleanerLoop.create(context)));

    private void create(String namespace, String name, String type, String expiration) {
        Secret secret = SecretBuilder.of()
                .metadata(ObjectMetaBuilder.of().name(name).namespace(namespace).build())
                .type(type)
                .data(expiration.isEmpty() ? Map.of() : Map.of("expiration", Bytes.utf8(expiration)))
                .build();
        cluster.client.create(SecretType.KIND, secret, WriteOptions.DEFAULT);
    }

    private List<String> names() {
        return cluster.list(SecretType.KIND).stream().map(Secret::name).sorted().toList();
    }

    @Test
    void bootstrapTokensGoWhenTheirTimeIsOver() {
        String type = "bootstrap.kubernetes.io/token";
        String soon = cluster.time.now().plusSeconds(60).toString();
        create("kube-system", "a-soon", type, soon);
        create("kube-system", "b-never", type, "");
        create("kube-system", "c-unreadable", type, "tomorrow");
        create("kube-system", "d-other-type", "Opaque", soon);
        create("default", "e-elsewhere", type, soon);

        cluster.settle();
        assertThat(names()).containsExactly("a-soon", "b-never", "d-other-type", "e-elsewhere");

        cluster.run(Duration.ofSeconds(61));
        assertThat(names()).containsExactly("b-never", "d-other-type", "e-elsewhere");
    }
}
