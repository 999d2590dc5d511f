package io.gantry.server.cel;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer's search for expressions that end otherwise than {@link HostileExpressions} says. {@code
 * io.gantry.api.codec.DecodersFuzzTest} says how to search; a finding becomes a line of {@link HostileExpressions}.
 */
@EnabledIfEnvironmentVariable(
        named = "JAZZER_FUZZ",
        matches = ".+",
        disabledReason = "a search for new inputs, which takes minutes, runs with JAZZER_FUZZ=1 only")
final class ExpressionsFuzzTest {
    static Stream<String> seeds() {
        return HostileExpressions.ALL.stream().filter(text -> text.length() < 1000);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5m")
    void expressions(@NotNull String text) {
        HostileExpressions.check(text);
    }
}
