package io.gantry.server.custom;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.admissionregistration.v1.ServiceReference;
import io.gantry.api.admissionregistration.v1.WebhookClientConfig;
import io.gantry.api.apiextensions.v1.WebhookConversion;
import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Tree;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.server.admission.webhook.HookPost;
import io.gantry.server.registry.Metas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Asks a webhook, all objects of a list at once. What it answered for a stored state is remembered, since the state will
 * be read again and again. Of the metadata it may change labels and annotations; the rest stays. Thread-safe.
 */
final class WebhookConverter implements Converter {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final List<String> REVIEWS = List.of("v1", "v1beta1");
    private static final int REMEMBERED = 4096;

    /** A stored state, and the version that it was wanted in. */
    private record State(String uid, String resourceVersion, String from, String to) {}

    private final WebhookConversion webhook;
    private final HookPost hooks;
    private final Map<State, CustomObject> known = new ConcurrentHashMap<>();

    WebhookConverter(WebhookConversion webhook, HookPost hooks) {
        this.webhook = webhook;
        this.hooks = hooks;
    }

    @Override
    public List<CustomObject> convert(List<CustomObject> objects, Kind<CustomObject> target) {
        @Nullable CustomObject[] converted = new @Nullable CustomObject[objects.size()];
        List<CustomObject> asked = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < converted.length; i++) {
            CustomObject object = objects.get(i);
            if (object.kind().version().equals(target.version())) {
                converted[i] = object.withKind(target);
                continue;
            }
            State state = state(object, target);
            CustomObject remembered = state == null ? null : known.get(state);
            if (remembered != null) {
                converted[i] = remembered.withKind(target);
            } else {
                asked.add(object);
                places.add(i);
            }
        }
        if (!asked.isEmpty()) {
            List<CustomObject> answers = ask(asked, target);
            for (int i = 0; i < answers.size(); i++) {
                converted[places.get(i)] = answers.get(i);
                State state = state(asked.get(i), target);
                if (state != null) {
                    remember(state, answers.get(i));
                }
            }
        }
        List<CustomObject> result = new ArrayList<>(converted.length);
        for (CustomObject each : converted) {
            if (each != null) { // all are there by now
                result.add(each);
            }
        }
        return result;
    }

    /** Null for an object that is not stored: it is still being changed. */
    private static @Nullable State state(CustomObject object, Kind<CustomObject> target) {
        return object.uid().isEmpty() || object.resourceVersion().isEmpty()
                ? null
                : new State(
                        object.uid(), object.resourceVersion(), object.kind().version(), target.version());
    }

    private void remember(State state, CustomObject object) {
        if (known.size() >= REMEMBERED) {
            known.clear(); // former states leave theirs behind
        }
        known.put(state, object);
    }

    private List<CustomObject> ask(List<CustomObject> objects, Kind<CustomObject> target) {
        Kind<?> from = objects.getFirst().kind();
        String uid = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("uid", uid);
        request.put("desiredAPIVersion", target.apiVersion());
        request.put("objects", objects.stream().map(Tree::of).toList());
        Map<String, Object> review = new LinkedHashMap<>();
        review.put("kind", "ConversionReview");
        review.put("apiVersion", "apiextensions.k8s.io/" + reviewVersion());
        review.put("request", request);
        try {
            byte[] answer = hooks.send(client(), Tree.toJson(review), TIMEOUT);
            return read(Tree.object(Tree.parseJson(answer)), uid, objects, target);
        } catch (HookPost.Failure e) {
            throw failed(from, String.valueOf(e.getMessage()));
        } catch (DecodeException e) {
            throw failed(from, "the answer cannot be read: " + e.getMessage());
        }
    }

    private String reviewVersion() {
        return webhook.conversionReviewVersions().stream()
                .filter(REVIEWS::contains)
                .findFirst()
                .orElse("v1");
    }

    /** Both groups say where a webhook is in the same words. */
    private WebhookClientConfig client() {
        var given = webhook.clientConfig();
        if (given == null) {
            return new WebhookClientConfig(null, null, null);
        }
        var service = given.service();
        return new WebhookClientConfig(
                service == null
                        ? null
                        : new ServiceReference(service.namespace(), service.name(), service.path(), service.port()),
                given.caBundle(),
                given.url());
    }

    private static List<CustomObject> read(
            Map<String, Object> review, String uid, List<CustomObject> objects, Kind<CustomObject> target) {
        Kind<?> from = objects.getFirst().kind();
        Map<String, Object> response = Tree.object(review.get("response"));
        if (!uid.equals(response.get("uid"))) {
            throw failed(from, "expected response.uid=\"" + uid + "\", got \"" + response.get("uid") + '"');
        }
        Map<?, ?> result = response.get("result") instanceof Map<?, ?> map ? map : Map.of();
        if (!"Success".equals(result.get("status"))) {
            Object message = result.get("message");
            throw failed(from, message == null ? "response.result.status was not Success" : message.toString());
        }
        List<?> converted = response.get("convertedObjects") instanceof List<?> list ? list : List.of();
        if (converted.size() != objects.size()) {
            throw refused("conversion webhook for " + named(from) + " returned " + converted.size()
                    + " objects, expected " + objects.size());
        }
        List<CustomObject> answers = new ArrayList<>(converted.size());
        for (int i = 0; i < converted.size(); i++) {
            answers.add(one(Tree.object(converted.get(i)), i, objects.get(i), target));
        }
        return answers;
    }

    private static CustomObject one(
            Map<String, Object> tree, int index, CustomObject original, Kind<CustomObject> target) {
        String place = "conversion webhook for " + named(original.kind())
                + " returned invalid converted object at index " + index + ": ";
        if (!target.apiVersion().equals(tree.get("apiVersion"))) {
            throw refused(place + "invalid groupVersion (expected " + target.apiVersion() + ", received "
                    + tree.get("apiVersion") + ")");
        }
        if (!target.name().equals(tree.get("kind"))) {
            throw refused(place + "invalid kind (expected " + target.name() + ", received " + tree.get("kind") + ")");
        }
        CustomObject answer = (CustomObject) Tree.toObject(tree, target, DecodeOptions.LENIENT);
        if (!answer.name().equals(original.name())
                || !answer.namespace().equals(original.namespace())
                || !answer.uid().equals(original.uid())) {
            throw refused(place + "must have the same name, namespace and UID as the original");
        }
        return Metas.with(
                answer,
                ObjectMetaBuilder.of(original.metadata())
                        .labels(answer.metadata().labels())
                        .annotations(answer.metadata().annotations())
                        .build());
    }

    private static String named(Kind<?> kind) {
        return kind.apiVersion() + ", Kind=" + kind.name();
    }

    private static StatusException failed(Kind<?> from, String why) {
        return refused("conversion webhook for " + named(from) + " failed: " + why);
    }

    private static StatusException refused(String message) {
        return StatusException.internal(message, new IllegalStateException(message));
    }
}
