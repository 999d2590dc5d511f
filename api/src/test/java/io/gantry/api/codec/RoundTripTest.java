package io.gantry.api.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Kubernetes' own samples, one object of each kind with every field set, read and written in every form. */
class RoundTripTest {
    private static final Path SAMPLES = Shared.file("inputs/api-roundtrip");

    /** The scale of API versions that are gone, and the watch event, which travels without a type. */
    private static final Set<String> NOT_SERVED =
            Set.of("apps.v1beta1.Scale", "apps.v1beta2.Scale", "core.v1.WatchEvent");

    @TestFactory
    Stream<DynamicTest> samples() throws IOException {
        Shared.assumePresent(SAMPLES);
        List<String> names;
        try (Stream<Path> files = Files.list(SAMPLES)) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - 5))
                    .filter(name -> !NOT_SERVED.contains(name))
                    .sorted()
                    .toList();
        }
        return names.stream().map(name -> DynamicTest.dynamicTest(name, () -> sample(name)));
    }

    private static void sample(String name) throws IOException {
        byte[] json = Files.readAllBytes(SAMPLES.resolve(name + ".json"));
        StrictErrors strict = new StrictErrors();
        Object object = Json.decode(json, null, DecodeOptions.collecting(strict));
        assertThat(strict.list()).isEmpty();
        Object expected = Tree.parseJson(json);
        assertThat(Tree.parseJson(Json.encode(object))).isEqualTo(expected);
        Map<String, Object> tree = Tree.of(object);
        assertThat(tree).isEqualTo(expected);
        assertThat(Tree.toObject(tree, null, DecodeOptions.collecting(strict))).isEqualTo(object);
        assertThat(strict.list()).isEmpty();

        byte[] proto = Files.readAllBytes(SAMPLES.resolve(name + ".pb"));
        assertThat(Proto.decode(proto, null, null)).isEqualTo(object);
        Interner interner = new Interner(1024, 1 << 20);
        assertThat(Proto.decode(proto, null, interner)).isEqualTo(object);
        assertThat(Proto.decode(proto, null, interner)).isEqualTo(object);
        assertThat(Proto.encode(object)).isEqualTo(proto);

        byte[] cbor = Cbor.encode(object);
        assertThat(Cbor.decode(cbor, null, DecodeOptions.collecting(strict))).isEqualTo(object);
        assertThat(strict.list()).isEmpty();
        assertThat(Cbor.parse(cbor)).isEqualTo(expected);
        assertThat(Cbor.decode(Cbor.ofTree(expected), null, DecodeOptions.LENIENT))
                .isEqualTo(object);

        byte[] yaml = Files.readAllBytes(SAMPLES.resolve(name + ".yaml"));
        assertThat(Yaml.decode(yaml, null, DecodeOptions.collecting(strict))).isEqualTo(object);
        assertThat(strict.list()).isEmpty();
        assertThat(Yaml.encode(object)).isEqualTo(new String(yaml, StandardCharsets.UTF_8));
    }
}
