package dev.inkling.ingest.standby;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import dev.inkling.ring.ConfigurationInForce;
import dev.inkling.ring.ConfigurationTexts;
import dev.inkling.ring.Counters;
import dev.inkling.ring.Intake;
import dev.inkling.ring.Pipeline;
import dev.inkling.ring.Readiness;
import dev.inkling.ring.Reload;
import dev.inkling.ring.ReloadException;
import dev.inkling.scoring.RuleFigures;
import org.HdrHistogram.Histogram;

/**
 * What stands behind a standby's front ends: nothing that takes traffic until it is promoted, and from then on the engine. So ports
 * and connections stay as they are when it takes over.
 */
final class StandbyPipeline implements Pipeline {
    private final Counters counters = new Counters();
    private final Supplier<Readiness> following;
    private final List<StandbyIntake> intakes = new ArrayList<>();
    private volatile Pipeline engine;

    /**
     * Without an engine.
     *
     * @param following why no traffic is taken
     */
    StandbyPipeline(final Supplier<Readiness> following) {
        this.following = following;
    }

    /**
     * From now on traffic is taken.
     *
     * @param value accepts, and counts in {@link #counters()}
     */
    synchronized void engage(final Pipeline value) {
        intakes.forEach(intake -> intake.engage(value));
        engine = value;
    }

    @Override
    public synchronized Intake openIntake(final int resultBytes, final Runnable wakeUp) {
        if (engine != null) {
            return engine.openIntake(resultBytes, wakeUp);
        }
        final StandbyIntake intake = new StandbyIntake(resultBytes, wakeUp);
        intakes.add(intake);
        return intake;
    }

    @Override
    public boolean tick() {
        return engine != null && engine.tick();
    }

    @Override
    public Counters counters() {
        return engine == null ? counters : engine.counters();
    }

    @Override
    public Histogram latency() {
        return engine == null ? new Histogram(1) : engine.latency();
    }

    @Override
    public List<RuleFigures> ruleFigures() {
        return engine == null ? List.of() : engine.ruleFigures();
    }

    @Override
    public Readiness readiness() {
        return engine == null ? following.get() : engine.readiness();
    }

    @Override
    public String typeName(final int type) {
        return engine == null ? "" : engine.typeName(type);
    }

    @Override
    public ConfigurationInForce configuration() {
        return engine().configuration();
    }

    @Override
    public Reload check(final UnaryOperator<ConfigurationTexts> change) {
        return engine().check(change);
    }

    @Override
    public Reload reload(final UnaryOperator<ConfigurationTexts> change) {
        return engine().reload(change);
    }

    private Pipeline engine() {
        final Pipeline present = engine;
        if (present == null) {
            throw new ReloadException(ReloadException.Reason.FOLLOWING,
                "this is a standby, with the configuration of the server that it follows: ask that one, or promote this one first", null);
        }
        return present;
    }

    @Override
    public List<String> memory() {
        return engine == null ? List.of() : engine.memory();
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
