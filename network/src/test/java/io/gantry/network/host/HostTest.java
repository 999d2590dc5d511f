package io.gantry.network.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.network.Roots;
import io.gantry.network.TestNamespace;
import io.gantry.network.nft.Nft;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HostTest {
    @TempDir
    Path directory;

    @Test
    @Tag("real")
    void settingsGoBackToWhatTheyWere() {
        Roots.require();
        try (var where = new TestNamespace("s")) {
            var name = "net/ipv4/ip_forward";
            var file = directory.resolve("sysctls");
            var before = where.run("cat", "/proc/sys/" + name).strip();
            var other = before.equals("1") ? "0" : "1";
            new Sysctls(where.namespace(), file).set(name, other);
            assertThat(where.run("cat", "/proc/sys/" + name).strip()).isEqualTo(other);
            // A restart sets it again; the first value stays remembered.
            new Sysctls(where.namespace(), file).set(name, other);
            new Sysctls(where.namespace(), file).restore();
            assertThat(where.run("cat", "/proc/sys/" + name).strip()).isEqualTo(before);
            assertThat(file).doesNotExist();

            // What somebody else has changed since is left alone.
            new Sysctls(where.namespace(), file).set("net/ipv4/ip_default_ttl", "60");
            where.run("sysctl", "-qw", "net.ipv4.ip_default_ttl=61");
            new Sysctls(where.namespace(), file).restore();
            assertThat(where.run("cat", "/proc/sys/net/ipv4/ip_default_ttl").strip())
                    .isEqualTo("61");
        }
    }

    @Test
    @Tag("real")
    void aFirewallThatDropsLetsPodsThrough() {
        Roots.require();
        try (var where = new TestNamespace("f");
                var nft = Nft.open(where.namespace())) {
            var firewall = new HostFirewall(nft, "gt0badcafe");
            firewall.allow(); // no firewall: nothing to do
            assertThat(nft.run("list tables")).isEmpty();
            nft.run("""
                    add table ip filter
                    add chain ip filter FORWARD { type filter hook forward priority 0; policy drop; }
                    add chain ip filter INPUT { type filter hook input priority 0; policy accept; }
                    add rule ip filter FORWARD counter
                    """);
            var before = nft.run("list ruleset");
            firewall.allow();
            firewall.allow();
            var listing = nft.run("list chain ip filter FORWARD");
            assertThat(listing).containsOnlyOnce("iifname \"gt0badcafe\"").containsOnlyOnce("oifname \"gt0badcafe\"");
            assertThat(nft.run("list chain ip filter INPUT")).doesNotContain("gt0badcafe");
            firewall.remove();
            assertThat(nft.run("list ruleset")).isEqualTo(before);
        }
    }

    @Test
    void aProgramThatDoesNotExistIsNamed() {
        try (var own = NetNamespace.own()) {
            assertThatThrownBy(() -> new Commands(own).run("no-such-program"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no-such-program");
            assertThatThrownBy(() -> new Commands(own).run("sh", "-c", "echo wrong; exit 3"))
                    .hasMessageContaining("wrong");
            assertThat(new Commands(own).attempt("in", "cat").output()).isEqualTo("in");
        }
    }
}
