package io.gantry.server.custom;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Tree;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.server.metrics.ConversionMetrics.Failure;
import io.gantry.server.registry.Metas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a conversion webhook answered, and says what is wrong with it in Kubernetes' words. Pure. */
final class ConversionAnswer {
    private final String uid;
    private final String version;
    private final List<CustomObject> objects;
    private final Kind<CustomObject> target;
    private final String webhook;
    private Failure failure = Failure.CALL;

    /**
     * @param uid of the question
     * @param version of {@code ConversionReview} that was asked in
     * @param objects that were asked for, at least one
     */
    ConversionAnswer(String uid, String version, List<CustomObject> objects, Kind<CustomObject> target) {
        this.uid = uid;
        this.version = version;
        this.objects = objects;
        this.target = target;
        Kind<?> from = objects.getFirst().kind();
        this.webhook = "conversion webhook for " + from.apiVersion() + ", Kind=" + from.name();
    }

    /**
     * The objects in the version that was asked for.
     *
     * @throws StatusException 500
     */
    List<CustomObject> read(byte[] body) {
        Map<String, Object> review;
        try {
            review = Tree.object(Tree.parseJson(body));
        } catch (DecodeException e) {
            throw failed("the answer cannot be read: " + e.getMessage());
        }
        List<?> converted = converted(review);
        if (converted.size() != objects.size()) {
            failure = Failure.PARTIAL_RESPONSE;
            throw refused(" returned " + converted.size() + " objects, expected " + objects.size());
        }
        failure = Failure.INVALID_OBJECT;
        List<CustomObject> answers = new ArrayList<>(converted.size());
        for (int i = 0; i < converted.size(); i++) {
            answers.add(one(converted.get(i), i));
        }
        failure = Failure.NONE;
        return answers;
    }

    /** An answer in the older version may lack its kind and the question's uid. */
    private List<?> converted(Map<String, Object> review) {
        boolean strict = version.equals("v1");
        String expected = "apiextensions.k8s.io/" + version;
        if (strict && !(expected.equals(review.get("apiVersion")) && "ConversionReview".equals(review.get("kind")))) {
            throw failed("expected webhook response of " + expected + ", Kind=ConversionReview, got "
                    + text(review.get("apiVersion")) + ", Kind=" + text(review.get("kind")));
        }
        if (!(review.get("response") instanceof Map<?, ?> response)) {
            throw failed("no response provided");
        }
        if (strict && !uid.equals(response.get("uid"))) {
            throw failed("expected response.uid=\"" + uid + "\", got \"" + text(response.get("uid")) + '"');
        }
        Map<?, ?> result = response.get("result") instanceof Map<?, ?> map ? map : Map.of();
        if (!"Success".equals(result.get("status"))) {
            String message = text(result.get("message"));
            throw failed(
                    message.isEmpty()
                            ? "response.result.status was '" + text(result.get("status")) + "', not 'Success'"
                            : message);
        }
        return response.get("convertedObjects") instanceof List<?> list ? list : List.of();
    }

    private CustomObject one(@Nullable Object tree, int index) {
        String single = objects.size() == 1 ? " returned invalid object" : "";
        String place = single.isEmpty() ? " returned invalid converted object at index " + index + ": " : single + ": ";
        String kindPlace = single.isEmpty() ? place : single + " at index 0: ";
        if (!(tree instanceof Map<?, ?>)) {
            throw refused(place + "it is no object");
        }
        Map<String, Object> object = Tree.object(tree);
        if (!target.apiVersion().equals(object.get("apiVersion"))) {
            throw refused(kindPlace + "invalid groupVersion (expected " + target.apiVersion() + ", received "
                    + text(object.get("apiVersion")) + ")");
        }
        if (!target.name().equals(object.get("kind"))) {
            throw refused(kindPlace + "invalid kind (expected " + target.name() + ", received "
                    + text(object.get("kind")) + ")");
        }
        CustomObject original = objects.get(index);
        Map<?, ?> metadata = object.get("metadata") instanceof Map<?, ?> map ? map : Map.of();
        same("name", original.name(), metadata, place);
        same("namespace", original.namespace(), metadata, place);
        same("uid", original.uid(), metadata, place);
        ConvertedMetadata kept;
        try {
            kept = ConvertedMetadata.of(object.get("metadata"), original.metadata());
        } catch (DecodeException e) {
            throw refused((single.isEmpty()
                            ? " returned invalid metadata in object at index " + index
                            : " returned invalid metadata")
                    + ": " + e.getMessage());
        }
        object.remove("metadata");
        CustomObject answer;
        try {
            answer = (CustomObject) Tree.toObject(object, target, DecodeOptions.LENIENT);
        } catch (DecodeException e) {
            throw refused(place + e.getMessage());
        }
        return Metas.with(
                answer,
                ObjectMetaBuilder.of(original.metadata())
                        .labels(kept.labels())
                        .annotations(kept.annotations())
                        .build());
    }

    private void same(String field, String expected, Map<?, ?> metadata, String place) {
        String got = text(metadata.get(field));
        if (!got.equals(expected)) {
            throw refused(place + "must have the same " + (field.equals("uid") ? "UID" : field) + ": " + expected
                    + " != " + got);
        }
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    /** What was wrong with the answer, if it is known by now. */
    Failure failure() {
        return failure;
    }

    /** Why there is no answer, or a no. */
    StatusException failed(String why) {
        return refused(" failed: " + why);
    }

    private StatusException refused(String what) {
        return StatusException.of(500, "", webhook + what);
    }
}
