package io.gantry.api.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import io.gantry.api.defaults.Defaults;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for every object of every kind. */
class CodecPropertiesTest {
    private static final List<Kind<?>> KINDS = Kinds.all();

    private static Kind<?> kind(int number) {
        return KINDS.get(number % KINDS.size());
    }

    @Property(tries = 400)
    void everyFormReadsWhatItWrote(@ForAll @IntRange(min = 0, max = 10_000) int number, @ForAll long seed) {
        Kind<?> kind = kind(number);
        Object object = new RandomRecords(seed).record(kind.type());
        StrictErrors strict = new StrictErrors();
        byte[] json = Json.encode(object);
        assertThat(Json.decode(json, null, DecodeOptions.collecting(strict))).isEqualTo(object);
        assertThat(strict.list()).isEmpty();
        assertThat(Tree.of(object)).isEqualTo(Tree.parseJson(json));
        assertThat(Tree.toObject(Tree.of(object), null, DecodeOptions.LENIENT)).isEqualTo(object);
        String yaml = Yaml.encode(object);
        assertThat(Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), null, DecodeOptions.LENIENT))
                .isEqualTo(object);
        byte[] cbor = Cbor.encode(object);
        assertThat(Cbor.decode(cbor, null, DecodeOptions.collecting(strict))).isEqualTo(object);
        assertThat(strict.list()).isEmpty();
        // A whole number in a field for fractions stays a fraction in CBOR; JSON cannot tell.
        assertThat(Tree.same(Cbor.parse(cbor), Tree.of(object))).isTrue();
        byte[] proto = Proto.encode(object);
        assertThat(Proto.decode(proto, null, null)).isEqualTo(object);
        Interner interner = new Interner(1024, 1 << 16);
        for (int i = 0; i < 3; i++) {
            assertThat(Proto.decode(proto, null, interner)).isEqualTo(object);
        }
        assertThat(Proto.encode(Proto.decode(proto, null, interner))).isEqualTo(proto);
    }

    @Property(tries = 200)
    void defaultsAreSetOnce(@ForAll @IntRange(min = 0, max = 10_000) int number, @ForAll long seed) {
        Object once = Defaults.apply(new RandomRecords(seed).record(kind(number).type()));
        assertThat(Defaults.apply(once)).isSameAs(once);
    }

    @Property(tries = 400)
    void everyTreeIsTheSameInCborAndJson(@ForAll long seed) {
        Object tree = tree(new Random(seed), 6);
        byte[] json = Tree.toJson(tree);
        Object read = Cbor.parse(Cbor.ofTree(Tree.parseJson(json)));
        assertThat(Tree.toJson(read)).isEqualTo(json);
        assertThat(Cbor.ofTree(read)).isEqualTo(Cbor.ofTree(Tree.parseJson(json)));
    }

    @SuppressWarnings("NullAway") // null is a value of a tree
    private static Object tree(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong() >> random.nextInt(64);
            case 3 -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62)) + random.nextInt(1000);
            case 4 -> (double) (float) random.nextGaussian();
            case 5 -> text(random);
            case 6 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(30); i > 0; i--) {
                    list.add(tree(random, depth - 3));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(30); i > 0; i--) {
                    map.put(text(random), tree(random, depth - 3));
                }
                yield map;
            }
        };
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(40), 0, 0x1_0000)
                .map(point -> random.nextBoolean() ? point & 0x7f : point)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Property(tries = 1500)
    void damagedBytesAreRefusedOrRead(@ForAll @IntRange(min = 0, max = 10_000) int number, @ForAll long seed) {
        Random random = new Random(seed);
        Object object = new RandomRecords(seed).record(kind(number).type());
        byte[] bytes = switch (random.nextInt(4)) {
            case 0 -> Proto.encode(object);
            case 1 -> Json.encode(object);
            case 2 -> Cbor.encode(object);
            default -> Yaml.encode(object).getBytes(StandardCharsets.UTF_8);
        };
        for (int i = random.nextInt(8); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        if (random.nextInt(4) == 0) {
            bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        Decoders.readAll(bytes);
    }
}
