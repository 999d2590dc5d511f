package io.gantry.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.program.ClusterProbe.NodeLine;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ClusterProbeTest {
    @Test
    void readsNamesAndReadiness() throws Exception {
        var json = """
                {"kind":"NodeList","metadata":{"resourceVersion":"7"},"items":[
                 {"metadata":{"name":"a","labels":{"name":"no"}},"spec":{"name":"no"},
                  "status":{"conditions":[{"type":"MemoryPressure","status":"True"},{"type":"Ready","status":"False"}]}},
                 {"metadata":{"name":"b"},"status":{"addresses":[{"type":"Ready","address":"True"}],
                  "conditions":[{"status":"True","type":"Ready"}]}},
                 {"metadata":{"name":"c"}}]}
                """;
        assertThat(ClusterProbe.parseNodes(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))))
                .containsExactly(new NodeLine("a", false), new NodeLine("b", true), new NodeLine("c", false));
    }
}
