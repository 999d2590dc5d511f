package io.gantry.server.request;

import io.gantry.api.select.FieldSelector;
import io.gantry.api.select.LabelSelector;
import io.gantry.api.select.Requirement;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * What the selectors of a request require, for whoever judges it. One that cannot be read requires nothing: a selector only
 * ever narrows what is asked for, so that the wider question is judged. Pure.
 */
final class Selectors {
    private static final System.Logger LOG = System.getLogger(Selectors.class.getName());

    private Selectors() {}

    static List<FieldSelector.Term> fields(String selector) {
        if (selector.isEmpty()) {
            return List.of();
        }
        try {
            return FieldSelector.parse(selector).requirements();
        } catch (IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "a field selector that cannot be read is not looked at", e);
            return List.of();
        }
    }

    static List<Requirement> labels(String selector) {
        if (selector.isEmpty()) {
            return List.of();
        }
        try {
            return LabelSelector.parse(selector).requirements();
        } catch (IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "a label selector that cannot be read is not looked at", e);
            return List.of();
        }
    }
}
