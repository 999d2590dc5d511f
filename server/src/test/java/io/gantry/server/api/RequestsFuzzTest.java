package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.gantry.api.status.StatusException;
import io.gantry.server.edge.Query;
import io.gantry.server.registry.RegistryFixture;
import io.gantry.server.registry.WatchQuery;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Jazzer's search for requests that end otherwise than {@link HostileHeads} says. {@code io.gantry.api.codec.DecodersFuzzTest}
 * says how to search; a finding becomes a line of {@link HostileHeads}.
 */
@EnabledIfEnvironmentVariable(
        named = "JAZZER_FUZZ",
        matches = ".+",
        disabledReason = "a search for new inputs, which takes minutes, runs with JAZZER_FUZZ=1 only")
final class RequestsFuzzTest {
    private static final Set<String> LOCAL = Set.of("127.0.0.1", "localhost");
    private static final HostileHeads HEADS = new HostileHeads();
    private static final RegistryFixture REGISTRY = new RegistryFixture();

    static {
        REGISTRY.create("default", "a", "a", "b");
        REGISTRY.create("default", "b");
    }

    static Stream<String> headSeeds() {
        return HostileHeads.ALL.stream();
    }

    @MethodSource("headSeeds")
    @FuzzTest(maxDuration = "5m")
    void heads(@NotNull String text) {
        // The search for what makes a server call others must let the test call the server.
        try (var _ = BugDetectors.allowNetworkConnections((host, port) -> LOCAL.contains(host))) {
            HEADS.check(text);
        }
    }

    @ValueSource(
            strings = {
                "",
                "labelSelector=a%3Db&limit=1&resourceVersion=0",
                "fieldSelector=metadata.name%3Da,metadata.namespace!%3Db",
                "continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MSwic3RhcnQiOiJhIn0&limit=-1",
                "resourceVersionMatch=Exact&resourceVersion=1",
                "resourceVersion=18446744073709551616&sendInitialEvents=true",
                "resourceVersion=999999",
                "labelSelector=a+notin+(&fieldSelector=spec.x%3D1",
                "&&=&a=%41%zz+"
            })
    @FuzzTest(maxDuration = "5m")
    void lists(@NotNull String raw) {
        Query query;
        try {
            query = Query.parse(raw);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotEmpty();
            return;
        }
        // Who waits for a revision that is to come would wait for ever, since no time passes here: it is interrupted at
        // once.
        Thread.currentThread().interrupt();
        try {
            assertThat(REGISTRY.configMaps.list("default", Options.list(query)).items())
                    .hasSizeLessThanOrEqualTo(2);
            assertThat(WatchQuery.of(Options.list(query))).isNotNull();
            Options.dryRun(query, "CreateOptions");
            Options.strictness(query, "CreateOptions");
            Options.delete(query);
        } catch (StatusException e) {
            assertThat(e.code()).isBetween(400, 504);
            assertThat(e.code()).isNotEqualTo(500);
        } finally {
            Thread.interrupted();
        }
    }
}
