package io.gantry.server.registry;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.gantry.client.Patch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer's search for patches that end otherwise than {@link HostilePatches} says. {@code io.gantry.api.codec.DecodersFuzzTest}
 * says how to search; a finding becomes a line of {@link HostilePatches}.
 */
@EnabledIfEnvironmentVariable(
        named = "JAZZER_FUZZ",
        matches = ".+",
        disabledReason = "a search for new inputs, which takes minutes, runs with JAZZER_FUZZ=1 only")
final class PatchesFuzzTest {
    private static final HostilePatches PATCHES = new HostilePatches();

    private static Stream<byte[]> bytes(List<String> bodies) {
        return bodies.stream().map(body -> body.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<byte[]> jsonSeeds() {
        return bytes(HostilePatches.JSON);
    }

    static Stream<byte[]> mergeSeeds() {
        return bytes(HostilePatches.MERGE);
    }

    static Stream<byte[]> strategicSeeds() {
        return bytes(HostilePatches.STRATEGIC);
    }

    static Stream<byte[]> applySeeds() {
        return bytes(HostilePatches.APPLY);
    }

    @MethodSource("jsonSeeds")
    @FuzzTest(maxDuration = "5m")
    void json(byte[] body) {
        PATCHES.check(Patch.Type.JSON, body);
    }

    @MethodSource("mergeSeeds")
    @FuzzTest(maxDuration = "5m")
    void merge(byte[] body) {
        PATCHES.check(Patch.Type.MERGE, body);
    }

    @MethodSource("strategicSeeds")
    @FuzzTest(maxDuration = "5m")
    void strategic(byte[] body) {
        PATCHES.check(Patch.Type.STRATEGIC, body);
    }

    @MethodSource("applySeeds")
    @FuzzTest(maxDuration = "5m")
    void apply(byte[] body) {
        PATCHES.check(Patch.Type.APPLY, body);
    }
}
