package io.gantry.server.strategy;

import io.gantry.api.resource.v1.CELDeviceSelector;
import io.gantry.api.resource.v1.DeviceClaim;
import io.gantry.api.resource.v1.DeviceClass;
import io.gantry.api.resource.v1.DeviceRequest;
import io.gantry.api.resource.v1.DeviceSelector;
import io.gantry.api.resource.v1.DeviceSubRequest;
import io.gantry.api.resource.v1.ResourceClaim;
import io.gantry.api.resource.v1.ResourceClaimTemplate;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import io.gantry.server.cel.CelEnvironment.CompileException;
import io.gantry.server.cel.DeviceCompiler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the expressions that select devices compile and are cheap enough. Those that were there before are let be. */
final class DeviceSelectorRules {
    private static final int MAX_BYTES = 10 * 1024;

    /** For one device. */
    private static final long MAX_COST = 1_000_000;

    private DeviceSelectorRules() {}

    static List<FieldError> deviceClass(DeviceClass next, @Nullable DeviceClass old) {
        FieldErrors errors = new FieldErrors();
        if (old == null || !old.spec().selectors().equals(next.spec().selectors())) {
            selectors(next.spec().selectors(), FieldPath.SPEC.child("selectors"), errors);
        }
        return errors.list();
    }

    /** A claim's wishes never change. */
    static List<FieldError> claim(ResourceClaim next, @Nullable ResourceClaim old) {
        return old == null ? claim(next.spec().devices(), FieldPath.SPEC.child("devices")) : List.of();
    }

    static List<FieldError> template(ResourceClaimTemplate next, @Nullable ResourceClaimTemplate old) {
        return old == null
                ? claim(
                        next.spec().spec().devices(),
                        FieldPath.SPEC.child("spec").child("devices"))
                : List.of();
    }

    private static List<FieldError> claim(DeviceClaim claim, FieldPath path) {
        FieldErrors errors = new FieldErrors();
        for (int i = 0; i < claim.requests().size(); i++) {
            DeviceRequest request = claim.requests().get(i);
            FieldPath at = path.child("requests").index(i);
            if (request.exactly() != null) {
                selectors(request.exactly().selectors(), at.child("exactly").child("selectors"), errors);
            }
            for (int j = 0; j < request.firstAvailable().size(); j++) {
                DeviceSubRequest each = request.firstAvailable().get(j);
                selectors(each.selectors(), at.child("firstAvailable").index(j).child("selectors"), errors);
            }
        }
        return errors.list();
    }

    private static void selectors(List<DeviceSelector> selectors, FieldPath path, FieldErrors errors) {
        for (int i = 0; i < selectors.size(); i++) {
            CELDeviceSelector cel = selectors.get(i).cel();
            if (cel != null) {
                expression(cel.expression(), path.index(i).child("cel").child("expression"), errors);
            }
        }
    }

    private static void expression(String text, FieldPath path, FieldErrors errors) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            errors.tooLong(path, MAX_BYTES);
            return;
        }
        try {
            if (DeviceCompiler.cost(text) > MAX_COST) {
                errors.forbidden(path, "too complex, exceeds cost limit");
            }
        } catch (CompileException e) {
            errors.invalid(path, text, String.valueOf(e.getMessage()));
        }
    }
}
