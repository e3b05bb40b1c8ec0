// The drawing of neighbourhoods: cytoscape with the layout fcose.
import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";

cytoscape.use(fcose);
globalThis.cytoscape = cytoscape;
