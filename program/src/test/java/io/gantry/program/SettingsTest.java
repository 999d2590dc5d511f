package io.gantry.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.program.Settings.Asked;
import java.net.InetAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final Asked NOTHING = new Asked(null, true, null, null, null);

    @TempDir
    Path directory;

    private Layout layout;

    @BeforeEach
    void layout() {
        layout = new Layout(directory);
    }

    @Test
    void theFirstStartTakesTheDefaultsAndTheHostsName() throws Exception {
        var settings = Settings.resolve(layout, NOTHING, "Build_Box.example");

        assertThat(settings)
                .isEqualTo(new Settings(
                        6443, true, "build-box.example", Settings.DEFAULT_POD_CIDR, Settings.DEFAULT_SERVICE_CIDR));
    }

    @Test
    void aLaterStartKeepsWhatTheFirstChose() throws Exception {
        Settings.resolve(layout, new Asked(7443, true, "n1", Cidr.parse("10.1.0.0/16"), null), "host")
                .keep(layout);
        var again = Settings.resolve(layout, NOTHING, "another-host");

        assertThat(again.port()).isEqualTo(7443);
        assertThat(again.nodeName()).isEqualTo("n1");
        assertThat(again.podCidr()).isEqualTo(Cidr.parse("10.1.0.0/16"));
    }

    @Test
    void whatIsWrittenIntoObjectsCannotChange() throws Exception {
        Settings.resolve(layout, new Asked(null, true, "n1", null, null), "host")
                .keep(layout);

        assertThatThrownBy(() -> Settings.resolve(layout, new Asked(null, true, "n2", null, null), "host"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--node-name")
                .hasMessageContaining("n1");
        assertThat(Settings.resolve(layout, new Asked(8443, false, "n1", null, null), "host")
                        .port())
                .isEqualTo(8443);
    }

    @Test
    void aStartThatCameToNothingBindsNobody() throws Exception {
        Settings.resolve(layout, new Asked(80, true, "n1", Cidr.parse("10.1.0.0/16"), null), "host");

        assertThat(Settings.resolve(layout, new Asked(null, true, "n2", Cidr.parse("10.2.0.0/16"), null), "host"))
                .isEqualTo(new Settings(6443, true, "n2", Cidr.parse("10.2.0.0/16"), Settings.DEFAULT_SERVICE_CIDR));
    }

    @Test
    void namesWhatIsWrong() {
        assertThatThrownBy(() -> settings(70_000, "n", "10.244.0.0/16", "10.96.0.0/16"))
                .hasMessageContaining("--port");
        assertThatThrownBy(() -> settings(1, "N_1", "10.244.0.0/16", "10.96.0.0/16"))
                .hasMessageContaining("--node-name");
        assertThatThrownBy(() -> settings(1, "n", "10.96.0.0/12", "10.96.0.0/16"))
                .hasMessageContaining("overlap");
        assertThatThrownBy(() -> settings(1, "n", "10.244.0.0/16", "10.96.0.0/30"))
                .hasMessageContaining("--service-cidr");
        assertThatThrownBy(() -> settings(1, "n", "10.244.0.0/28", "10.96.0.0/16"))
                .hasMessageContaining("--pod-cidr");
    }

    private static Settings settings(int port, String name, String pods, String services) {
        return new Settings(port, true, name, Cidr.parse(pods), Cidr.parse(services));
    }

    @Test
    void rangesAreCountedFromTheirFirstAddress() {
        assertThat(Cidr.parse("10.96.0.0/16").plus(1)).isEqualTo(InetAddress.ofLiteral("10.96.0.1"));
        assertThat(Cidr.parse("10.96.0.0/16").plus(256)).isEqualTo(InetAddress.ofLiteral("10.96.1.0"));
        assertThat(Cidr.parse("fd00::/64").plus(10)).isEqualTo(InetAddress.ofLiteral("fd00::a"));
        assertThat(Cidr.parse("10.0.0.0/8").overlaps(Cidr.parse("10.96.0.0/16")))
                .isTrue();
        assertThat(Cidr.parse("10.97.0.0/16").overlaps(Cidr.parse("10.96.0.0/16")))
                .isFalse();
        for (var wrong : new String[] {"", "10.0.0.0", "10.0.0.1/8", "10.0.0.0/33", "host/8", "10.0.0.0/x"}) {
            assertThatThrownBy(() -> Cidr.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
