package io.gantry.api.codec;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every input from which {@link DecodersFuzzTest} searches, among them all that it has found, is read or refused at once. */
class HostileInputsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static Stream<DynamicTest> each(String form, List<byte[]> inputs, Consumer<byte[]> decoder) {
        return IntStream.range(0, inputs.size())
                .mapToObj(i -> DynamicTest.dynamicTest(form + " " + i, () -> {
                    Assertions.assertTimeoutPreemptively(PATIENCE, () -> decoder.accept(inputs.get(i)));
                }));
    }

    @TestFactory
    Stream<DynamicTest> json() {
        return each("json", HostileInputs.json(), Decoders::json);
    }

    @TestFactory
    Stream<DynamicTest> yaml() {
        return each("yaml", HostileInputs.yaml(), Decoders::yaml);
    }

    @TestFactory
    Stream<DynamicTest> proto() {
        return each("proto", HostileInputs.proto(), Decoders::proto);
    }

    @TestFactory
    Stream<DynamicTest> cbor() {
        return each("cbor", HostileInputs.cbor(), Decoders::cbor);
    }

    @TestFactory
    Stream<DynamicTest> tree() {
        return each("tree", HostileInputs.json(), Decoders::tree);
    }
}
