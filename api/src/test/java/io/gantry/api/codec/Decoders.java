package io.gantry.api.codec;

import io.gantry.api.CustomObject;
import io.gantry.api.KubeList;

/** Gives bytes to every decoder: what comes back can be written, and only a {@link DecodeException} is thrown. */
final class Decoders {
    private Decoders() {}

    private interface Decoder {
        Object read(byte[] bytes);
    }

    static void readAll(byte[] bytes) {
        Interner interner = new Interner(1024, 1 << 16);
        read(bytes, given -> Json.decode(given, null, DecodeOptions.collecting(new StrictErrors())));
        read(bytes, given -> Yaml.decode(given, null, DecodeOptions.collecting(new StrictErrors())));
        read(bytes, given -> Proto.decode(given, null, interner));
        read(bytes, given -> Proto.decode(given, null, null));
    }

    private static void read(byte[] bytes, Decoder decoder) {
        Object object;
        try {
            object = decoder.read(bytes);
        } catch (DecodeException e) {
            return;
        }
        Json.encode(object);
        if (!(object instanceof CustomObject) && !(object instanceof KubeList<?>)) {
            Proto.encode(object);
            Yaml.encode(object);
        }
    }
}
