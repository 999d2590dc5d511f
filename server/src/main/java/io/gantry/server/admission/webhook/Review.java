package io.gantry.server.admission.webhook;

import io.gantry.api.admission.v1.AdmissionResponse;
import io.gantry.api.admission.v1.AdmissionReview;
import io.gantry.api.admission.v1.AdmissionReviewType;
import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Tree;
import io.gantry.api.meta.v1.Status;
import io.gantry.api.meta.v1.StatusBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.server.admission.AdmissionRequest;
import io.gantry.server.admission.RequestFields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The question to a webhook and the reading of its answer: {@code AdmissionReview} of {@code admission.k8s.io/v1}. */
final class Review {
    private static final String API_VERSION = "admission.k8s.io/v1";
    private static final String KIND = "AdmissionReview";

    private Review() {}

    static byte[] question(String uid, AdmissionRequest request) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("uid", uid);
        fields.putAll(RequestFields.of(request));
        fields.put("object", RequestFields.tree(request.object()));
        fields.put("oldObject", RequestFields.tree(request.old()));
        Map<String, Object> review = new LinkedHashMap<>();
        review.put("kind", KIND);
        review.put("apiVersion", API_VERSION);
        review.put("request", fields);
        return Tree.toJson(review);
    }

    /**
     * The answer to the question with this uid.
     *
     * @param mutating whether it may carry a patch
     */
    static AdmissionResponse answer(byte[] body, String uid, boolean mutating) throws HookFailure {
        AdmissionReview review;
        try {
            Map<String, Object> tree = Tree.object(Tree.parseJson(body));
            if (!API_VERSION.equals(tree.get("apiVersion")) || !KIND.equals(tree.get("kind"))) {
                throw invalid("expected webhook response of admission.k8s.io/v1, Kind=AdmissionReview, got "
                        + tree.get("apiVersion") + ", Kind=" + tree.get("kind"));
            }
            review = (AdmissionReview) Tree.toObject(tree, AdmissionReviewType.KIND, DecodeOptions.LENIENT);
        } catch (DecodeException e) {
            throw new HookFailure("failed to call webhook: " + e.getMessage(), e);
        }
        AdmissionResponse response = review.response();
        if (response == null) {
            throw invalid("webhook response was absent");
        }
        if (!uid.equals(response.uid())) {
            throw invalid("expected response.uid=\"" + uid + "\", got \""
                    + (response.uid() == null ? "" : response.uid()) + "\"");
        }
        boolean patch = response.patch() != null && response.patch().size() > 0;
        String type = response.patchType();
        if (mutating) {
            if (patch && type == null) {
                throw invalid("webhook returned response.patch but not response.patchType");
            }
            if (!patch && type != null) {
                throw invalid("webhook returned response.patchType but not response.patch");
            }
            if (patch && !"JSONPatch".equals(type)) {
                throw invalid("unsupported patchType \"" + type + "\"");
            }
        } else if (patch) {
            throw invalid("validating webhook may not return response.patch");
        } else if (type != null) {
            throw invalid("validating webhook may not return response.patchType");
        }
        return response;
    }

    private static HookFailure invalid(String why) {
        return new HookFailure("received invalid webhook response: " + why);
    }

    /** The webhook's no, as the client hears it: always an error, and it says whose. */
    static StatusException refusal(Hook hook, AdmissionResponse response) {
        Status given = response.status();
        String denied = "admission webhook \"" + hook.name() + "\" denied the request";
        String message = given.message();
        String reason = given.reason();
        Integer code = given.code();
        String text = message != null && !message.isEmpty()
                ? denied + ": " + message
                : reason != null && !reason.isEmpty() ? denied + ": " + reason : denied + " without explanation";
        return new StatusException(StatusBuilder.of(given)
                .status("Failure")
                .code(code == null || code < 400 ? Integer.valueOf(400) : code)
                .message(text)
                .build());
    }
}
