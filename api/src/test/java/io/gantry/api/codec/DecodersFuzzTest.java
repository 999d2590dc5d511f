package io.gantry.api.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer's coverage-guided search for bytes that make a decoder throw something undeclared, hang, or read what it cannot
 * write.
 *
 * <p>It is off in a build, as Jazzer rewrites every class: there, {@link HostileInputsTest} gives the inputs from which the
 * search begins to the same checks. To search, run one method at a time in the folder of the project:
 *
 * <pre>{@code
 * JAZZER_FUZZ=1 mvn -o -q -Dquick -pl api -am -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dsurefire.args=-XX:+EnableDynamicAgentLoading -Dtest='DecodersFuzzTest#yaml' test
 * }</pre>
 *
 * <p>A search takes five minutes. Jazzer writes its corpus to {@code .cifuzz-corpus} and a finding to a file {@code
 * crash-...}, both of which git ignores; a finding becomes a line of {@link HostileInputs}.
 */
@EnabledIfEnvironmentVariable(
        named = "JAZZER_FUZZ",
        matches = ".+",
        disabledReason = "a search for new inputs, which takes minutes, runs with JAZZER_FUZZ=1 only")
final class DecodersFuzzTest {
    /** Large inputs would make every step of a search slow. */
    private static Stream<byte[]> small(List<byte[]> inputs) {
        return inputs.stream().filter(input -> input.length <= 4096);
    }

    static Stream<byte[]> jsonSeeds() {
        return small(HostileInputs.json());
    }

    static Stream<byte[]> yamlSeeds() {
        return small(HostileInputs.yaml());
    }

    static Stream<byte[]> protoSeeds() {
        return small(HostileInputs.proto());
    }

    static Stream<byte[]> cborSeeds() {
        return small(HostileInputs.cbor());
    }

    @MethodSource("jsonSeeds")
    @FuzzTest(maxDuration = "5m")
    void json(byte[] bytes) {
        Decoders.json(bytes);
    }

    @MethodSource("cborSeeds")
    @FuzzTest(maxDuration = "5m")
    void cbor(byte[] bytes) {
        Decoders.cbor(bytes);
    }

    @MethodSource("yamlSeeds")
    @FuzzTest(maxDuration = "5m")
    void yaml(byte[] bytes) {
        Decoders.yaml(bytes);
    }

    @MethodSource("protoSeeds")
    @FuzzTest(maxDuration = "5m")
    void proto(byte[] bytes) {
        Decoders.proto(bytes);
    }

    @MethodSource("jsonSeeds")
    @FuzzTest(maxDuration = "5m")
    void tree(byte[] bytes) {
        Decoders.tree(bytes);
    }
}
