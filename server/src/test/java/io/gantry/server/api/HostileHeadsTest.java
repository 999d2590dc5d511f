package io.gantry.server.api;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every request from which {@link RequestsFuzzTest} searches, among them all that it has found, is answered or hung up on. */
class HostileHeadsTest {
    private static final HostileHeads HEADS = new HostileHeads();

    @AfterAll
    static void stop() {
        HEADS.close();
    }

    @TestFactory
    Stream<DynamicTest> heads() {
        return IntStream.range(0, HostileHeads.ALL.size())
                .mapToObj(i -> DynamicTest.dynamicTest("head " + i, () -> HEADS.check(HostileHeads.ALL.get(i))));
    }
}
