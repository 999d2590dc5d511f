package io.gantry.api.warnings;

import io.gantry.api.KubeObject;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Yaml;
import io.gantry.api.defaults.Defaults;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What there is to say about objects that are written as YAML. */
final class Warned {
    private Warned() {}

    static KubeObject object(String yaml) {
        return (KubeObject)
                Defaults.apply(Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), null, DecodeOptions.LENIENT));
    }

    static List<String> ofNew(String yaml) {
        return Warnings.ofNew(object(yaml));
    }

    static List<String> ofUpdate(String before, String after) {
        return Warnings.ofUpdate(object(after), object(before));
    }
}
