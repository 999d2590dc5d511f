package io.gantry.controllers.deployment;

import io.gantry.api.apps.v1.ReplicaSet;
import io.gantry.api.codec.Json;
import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.core.v1.PodTemplateSpecType;
import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Pod templates and the label that tells a ReplicaSet's pods from those of another version. */
final class Templates {
    static final String HASH = "pod-template-hash";

    /** Kubernetes' alphabet for generated names: no vowels, so no words; no 0, 1 and 3. */
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private Templates() {}

    /**
     * A short text that follows from the template: FNV-1a over its JSON, whose form is fixed.
     *
     * @param collisions how often another template was found under the same text; changes it
     */
    static String hash(PodTemplateSpec template, int collisions) {
        int hash = 0x811c9dc5;
        for (byte b : Json.encodeRecord(PodTemplateSpecType.TYPE, template)) {
            hash = (hash ^ (b & 0xff)) * 0x01000193;
        }
        for (int i = 0; i < 4 && collisions != 0; i++) {
            hash = (hash ^ (collisions >>> (8 * i) & 0xff)) * 0x01000193;
        }
        StringBuilder text = new StringBuilder();
        for (char digit : Integer.toUnsignedString(hash).toCharArray()) {
            text.append(ALPHABET.charAt(digit % ALPHABET.length()));
        }
        return text.toString();
    }

    /** Whether both ask for the same pods. */
    static boolean same(PodTemplateSpec one, PodTemplateSpec other) {
        return withoutHash(one).equals(withoutHash(other));
    }

    private static PodTemplateSpec withoutHash(PodTemplateSpec template) {
        if (!template.metadata().labels().containsKey(HASH)) {
            return template;
        }
        Map<String, String> labels = new TreeMap<>(template.metadata().labels());
        labels.remove(HASH);
        return withLabels(template, labels);
    }

    private static PodTemplateSpec withLabels(PodTemplateSpec template, Map<String, String> labels) {
        return new PodTemplateSpec(
                ObjectMetaBuilder.of(template.metadata()).labels(labels).build(), template.spec());
    }

    static PodTemplateSpec withHash(PodTemplateSpec template, String hash) {
        return withLabels(template, plus(template.metadata().labels(), hash));
    }

    static LabelSelector withHash(@Nullable LabelSelector selector, String hash) {
        return selector == null
                ? new LabelSelector(Map.of(HASH, hash), List.of())
                : new LabelSelector(plus(selector.matchLabels(), hash), selector.matchExpressions());
    }

    private static Map<String, String> plus(Map<String, String> labels, String hash) {
        Map<String, String> result = new TreeMap<>(labels);
        result.put(HASH, hash);
        return result;
    }

    /** The oldest ReplicaSet of the template, so that everybody picks the same of several. */
    static @Nullable ReplicaSet find(List<ReplicaSet> sets, PodTemplateSpec template) {
        return sets.stream()
                .filter(set -> same(set.spec().template(), template))
                .min(Sizes.OLDEST_FIRST)
                .orElse(null);
    }
}
