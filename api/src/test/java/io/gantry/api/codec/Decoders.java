package io.gantry.api.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.CustomObject;
import io.gantry.api.KubeList;
import java.nio.charset.StandardCharsets;

/** Gives bytes to decoders: only a {@link DecodeException} is thrown, and what comes back survives every form. */
final class Decoders {
    private Decoders() {}

    private interface Decoder {
        Object read(byte[] bytes);
    }

    static void readAll(byte[] bytes) {
        json(bytes);
        yaml(bytes);
        proto(bytes);
        cbor(bytes);
    }

    static void json(byte[] bytes) {
        read(bytes, given -> Json.decode(given, null, DecodeOptions.collecting(new StrictErrors())));
    }

    static void yaml(byte[] bytes) {
        read(bytes, given -> Yaml.decode(given, null, DecodeOptions.collecting(new StrictErrors())));
    }

    static void proto(byte[] bytes) {
        Interner interner = new Interner(1024, 1 << 16);
        read(bytes, given -> {
            Object plain = Proto.decode(given, null, null);
            for (int i = 0; i < 3; i++) { // the second time some parts are remembered, the third time all are found
                assertThat(Proto.decode(given, null, interner)).isEqualTo(plain);
            }
            return plain;
        });
    }

    /** What is read directly is read by a tree, too: there is only one way to take the bytes apart. */
    static void cbor(byte[] bytes) {
        read(bytes, given -> Cbor.decode(given, null, DecodeOptions.collecting(new StrictErrors())));
        Object tree;
        try {
            tree = Cbor.parse(bytes);
        } catch (DecodeException e) {
            assertThat(refused(bytes, given -> Cbor.decode(given, null, DecodeOptions.LENIENT)))
                    .isTrue();
            return;
        }
        byte[] again = Cbor.ofTree(tree);
        assertThat(Cbor.ofTree(Cbor.parse(again))).isEqualTo(again);
    }

    /**
     * Both readers of JSON, directly and by a tree, refuse the same; but a tree holds what the other skips, and of a field
     * that comes twice it has only the last one to judge.
     */
    static void tree(byte[] bytes) {
        StrictErrors twice = new StrictErrors();
        Object tree;
        try {
            tree = Tree.parseJson(bytes, DecodeOptions.collecting(twice));
        } catch (DecodeException e) {
            return;
        }
        if (!twice.isEmpty()) {
            return;
        }
        assertThat(refused(bytes, given -> Tree.toObject(Tree.object(tree), null, DecodeOptions.LENIENT)))
                .isEqualTo(refused(bytes, given -> Json.decode(given, null, DecodeOptions.LENIENT)));
    }

    private static boolean refused(byte[] bytes, Decoder decoder) {
        try {
            decoder.read(bytes);
            return false;
        } catch (DecodeException e) {
            return true;
        }
    }

    private static void read(byte[] bytes, Decoder decoder) {
        Object object;
        try {
            object = decoder.read(bytes);
        } catch (DecodeException e) {
            return;
        }
        survives(object);
    }

    /**
     * Written and read again in every form that it has, the object is the same; but trees and YAML have their own spelling
     * of the numbers and texts in raw JSON, and YAML has an order of its own for the names in it.
     */
    static void survives(Object object) {
        if (object instanceof CustomObject || object instanceof KubeList<?>) {
            Json.encode(object);
            Yaml.encode(object);
            Cbor.encode(object);
            return;
        }
        assertThat(Json.decode(Json.encode(object), null, DecodeOptions.LENIENT))
                .isEqualTo(object);
        assertThat(Proto.decode(Proto.encode(object), null, null)).isEqualTo(object);
        assertThat(Tree.same(Cbor.parse(Cbor.encode(object)), Tree.of(object))).isTrue();
        // Twice, since -0e1 becomes -0, and that 0.
        Object once = Tree.toObject(Tree.of(object), null, DecodeOptions.LENIENT);
        Object normal = Tree.toObject(Tree.of(once), null, DecodeOptions.LENIENT);
        assertThat(Tree.toObject(Tree.of(normal), null, DecodeOptions.LENIENT)).isEqualTo(normal);
        byte[] yaml = Yaml.encode(object).getBytes(StandardCharsets.UTF_8);
        Object fromYaml = Yaml.decode(yaml, null, DecodeOptions.LENIENT);
        assertThat(fromYaml).hasSameClassAs(normal);
        assertThat(Tree.of(fromYaml)).isEqualTo(Tree.of(normal));
    }
}
