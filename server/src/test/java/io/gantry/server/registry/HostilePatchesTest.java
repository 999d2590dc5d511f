package io.gantry.server.registry;

import io.gantry.client.Patch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every patch from which {@link PatchesFuzzTest} searches, among them all that it has found, is applied or refused at once. */
class HostilePatchesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HostilePatches patches = new HostilePatches();

    private Stream<DynamicTest> each(Patch.Type type, List<String> bodies) {
        return IntStream.range(0, bodies.size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        type + " " + i,
                        () -> Assertions.assertTimeoutPreemptively(
                                PATIENCE,
                                () -> patches.check(type, bodies.get(i).getBytes(StandardCharsets.UTF_8)))));
    }

    @TestFactory
    Stream<DynamicTest> json() {
        return each(Patch.Type.JSON, HostilePatches.JSON);
    }

    @TestFactory
    Stream<DynamicTest> merge() {
        return each(Patch.Type.MERGE, HostilePatches.MERGE);
    }

    @TestFactory
    Stream<DynamicTest> strategic() {
        return each(Patch.Type.STRATEGIC, HostilePatches.STRATEGIC);
    }

    @TestFactory
    Stream<DynamicTest> apply() {
        return each(Patch.Type.APPLY, HostilePatches.APPLY);
    }
}
