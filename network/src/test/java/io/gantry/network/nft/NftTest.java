package io.gantry.network.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.network.Roots;
import io.gantry.network.TestNamespace;
import io.gantry.network.host.NetNamespace;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("real")
@Timeout(60)
class NftTest {
    @BeforeAll
    static void needs() {
        Roots.require();
    }

    @Test
    void aTransactionHappensWhollyOrNotAtAll() {
        try (var namespace = new TestNamespace("n");
                var nft = Nft.open(namespace.namespace())) {
            nft.run("add table inet t\nadd set inet t s { type ipv4_addr; }\nadd element inet t s { 10.0.0.1 }\n");
            assertThat(nft.run("list set inet t s")).contains("10.0.0.1");
            assertThatThrownBy(() ->
                            nft.run("add element inet t s { 10.0.0.2 }\nadd element inet t missing { 1.2.3.4 }\n"))
                    .isInstanceOf(NftException.class)
                    .hasMessageContaining("missing");
            assertThat(nft.run("list set inet t s")).doesNotContain("10.0.0.2");
            // The other namespace, the host's, has nothing of it.
            try (var host = NetNamespace.own();
                    var outside = Nft.open(host)) {
                assertThat(outside.run("list tables")).doesNotContain("inet t\n");
            }
        }
    }

    @Test
    void checkingChangesNothing() {
        try (var namespace = new TestNamespace("c");
                var nft = Nft.open(namespace.namespace())) {
            nft.check("add table inet t");
            assertThat(nft.run("list tables")).isEmpty();
            assertThatThrownBy(() -> nft.check("add nonsense")).isInstanceOf(NftException.class);
        }
    }

    @Test
    void aNamespaceThatDoesNotExistIsNamed() {
        assertThatThrownBy(() ->
                        NetNamespace.at(Path.of("/run/netns/no-such-namespace")).close())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no-such-namespace");
    }
}
