import java.io.File;
import org.semanticweb.HermiT.ReasonerFactory;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.OWLNamedIndividual;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.semanticweb.owlapi.reasoner.OWLReasoner;

/**
 * Reads an OWL file as Protégé does and says what OWLAPI and HermiT think of it, one fact a line:
 * how many axioms, each violation of the OWL 2 DL profile, whether it is consistent, and, for each
 * property named after the file, the pairs of individuals that it is found to hold between.
 */
public final class Owl {
    public static void main(String[] arguments) throws Exception {
        var manager = OWLManager.createOWLOntologyManager();
        OWLOntology ontology = manager.loadOntologyFromOntologyDocument(new File(arguments[0]));
        say("axioms", ontology.getAxiomCount());
        say("logical", ontology.getLogicalAxiomCount());
        say("iri", ontology.getOntologyID().getOntologyIRI().orNull());
        say("version", ontology.getOntologyID().getVersionIRI().orNull());
        var violations = new OWL2DLProfile().checkOntology(ontology).getViolations();
        for (OWLProfileViolation violation : violations) {
            say("violation", violation.toString().replaceAll("\\s+", " "));
        }
        if (!violations.isEmpty()) {
            // HermiT reasons over OWL 2 DL alone.
            return;
        }
        OWLReasoner reasoner = new ReasonerFactory().createReasoner(ontology);
        say("consistent", reasoner.isConsistent());
        if (!reasoner.isConsistent()) {
            return;
        }
        for (var owlClass : reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom()) {
            say("unsatisfiable", owlClass.getIRI());
        }
        for (int each = 1; each < arguments.length; each++) {
            var property = manager.getOWLDataFactory().getOWLObjectProperty(IRI.create(arguments[each]));
            for (OWLNamedIndividual one : ontology.getIndividualsInSignature()) {
                for (var other : reasoner.getObjectPropertyValues(one, property).getFlattened()) {
                    say("holds", one.getIRI() + " " + property.getIRI() + " " + other.getIRI());
                }
            }
        }
    }

    private static void say(String what, Object value) {
        System.out.println(what + " " + value);
    }
}
