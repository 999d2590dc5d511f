package io.gantry.server.cel;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every text from which {@link ExpressionsFuzzTest} searches, among them all that it has found, ends at once and in order. */
class HostileExpressionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TestFactory
    Stream<DynamicTest> expressions() {
        return IntStream.range(0, HostileExpressions.ALL.size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        "expression " + i,
                        () -> Assertions.assertTimeoutPreemptively(
                                PATIENCE, () -> HostileExpressions.check(HostileExpressions.ALL.get(i)))));
    }
}
