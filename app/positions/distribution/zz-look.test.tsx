import { it } from 'vitest';
import { serve } from '@hono/node-server';
import { chromium } from 'playwright-core';
import { pino } from 'pino';
import { openEmbeddedForTest } from '#tests/database.ts';
import { withScope, recordEvent } from '#app/database/index.ts';
import { sql } from 'kysely';
import { documentCss } from '#app/documents/index.ts';
import { savePeople } from '#app/access/index.ts';
import { saveAuthority, saveUnit, savePublishedValues } from '#app/organisation/index.ts';
import { createServer, loadAssets } from '#app/web/index.ts';
import { writeTable } from '#app/exchange/index.ts';
import { MovableClock } from '#app/shared/clock.ts';
import { newId } from '#app/shared/id.ts';
import { distributionRoutes } from '#app/positions/distribution/index.ts';
import { distributionQuestions } from '#app/positions/distribution/index.ts';
import { distributionChapters, readDistribution, sourceOf } from '#app/positions/distribution/index.ts';
import { reportRoutes, freezeFigures } from '#app/reports/index.ts';
import * as fs from 'node:fs';
it('look', async () => {
  const database = await openEmbeddedForTest();
  const scope = { authorityId: newId(), personId: null };
  let ids: any = {};
  let code = '';
  await withScope(database, scope, async tx => {
    await saveAuthority(tx, { name: 'Ekdala kommun', organisationNumber: null, municipalityCode: null, boardName: 'bildningsnämnden', administrationName: 'bildningsförvaltningen', clauseStyle: 'attSatser' });
    const mk = (kind: any, name: string, parentId: string|null, code: string|null, forms: any = [], levels: string[] = []) => { const id = newId(); ids[name]=id; return { id, kind, schoolUnitCode: code, startsOn: '2015-07-01', endsOn: null, versions: [{ startsOn: '2015-07-01', endsOn: null, name, parentId, schoolForms: forms, yearLevels: levels }] }; };
    const root = mk('Huvudman','Ekdala kommun',null,null); await saveUnit(tx, root);
    const f = mk('Förvaltning','Bildningsförvaltningen',root.id,null); await saveUnit(tx,f);
    const gr = mk('Verksamhetsområde','Grundskola',f.id,null); const gy = mk('Verksamhetsområde','Gymnasium och vuxenutbildning',f.id,null); await saveUnit(tx,gr); await saveUnit(tx,gy);
    const areas = ['Norra','Södra','Västra'].map(n => mk('Rektorsområde', `${n} rektorsområdet`, gr.id, null)); for (const a of areas) await saveUnit(tx,a);
    const low = ['F','1','2','3','4','5','6'], high = ['7','8','9'];
    const schools: [string,string[],number,number,string[][]][] = [
      ['Björkskolan',low,210,2,[['Matematik'],['Svenska']]],['Ekskolan',low,380,3,[['Matematik'],['Svenska','Svenska som andraspråk'],[]]],['Granskolan',low,60,0,[]],['Lindskolan',low,150,1,[['Svenska']]],
      ['Tallskolan',low,245,2,[['Matematik','Teknik'],['Engelska']]],['Askskolan',low,120,2,[['Svenska'],['Idrott och hälsa']]],['Almskolan',low,310,3,[['Matematik'],['Naturorienterande ämnen'],[]]],['Rönnskolan',low,90,1,[[]]],
      ['Hasselskolan F–9',[...low,...high],220,3,[['Matematik'],['Samhällsorienterande ämnen'],['Svenska']]],['Lönnskolan F–9',[...low,...high],480,5,[['Matematik'],['Engelska','Moderna språk'],['Svenska'],['Kemi','Biologi'],['Slöjd']]],
      ['Storskolan 7–9',high,450,5,[['Matematik'],['Fysik','Teknik'],['Engelska'],['Svenska som andraspråk'],[]]],['Parkskolan 7–9',high,250,3,[['Matematik'],['Historia','Religionskunskap'],['Musik']]],['Ängsskolan 7–9',high,330,4,[['Matematik'],['Svenska'],['Engelska'],['Hem- och konsumentkunskap']]]];
    const people:any[]=[]; let n=0; const P:any[]=[], A:any[]=[], S:any[]=[];
    const addPos = async (unit: string, kind: string, subjects: string[], i: number) => { n++; const id=newId(); const owned={authority_id: tx.authorityId, version:1};
      P.push({...owned, position_id:id, external_id:`FL-${String(n).padStart(3,'0')}`, kind, unit_id: unit, funding: n%6===0?'egna medel': n%4===0 ? 'statsbidrag §17':'statsbidrag §16', starts_on: n%9===0?'2026-08-01':'2021-08-01', ends_on:null});
      if (n%11!==0) { const pid=newId(); people.push({id:pid, givenName:'Prov', familyName:`Person ${n}`, email:null, employeeNumber:null, gender: n%4===0?'man':'kvinna', isProtected:n===3, presentation:null}); A.push({...owned, appointment_id:newId(), position_id:id, person_id:pid, starts_on: n%7===0 ? '2026-08-01' : n%9===0?'2026-08-01':'2022-08-01', ends_on: n%3===0?'2027-06-30':null}); }
      S.push({...owned, assignment_id:newId(), position_id:id, type:['amnesgrupp','undervisningsutveckling','likvardigBedomning','kvalitetsarbete','introduktion'][n%5], secondary_types: n%2?['coachning']:[], title:'Leder ämnesgruppen', need_id:null, target_group:null, planned_share: n%8===0?null:[10,15,20,5][n%4], cross_subject: subjects.length===0, subjects, starts_on: n%9===0?'2026-08-01':'2021-08-01', ends_on:null}); };
    for (const [i,[name,levels,pupils,count,subj]] of schools.entries()) { const u = mk('Skolenhet',name,areas[i%3].id,String(10000100+i),levels.includes('F')?['FKLASS','GR']:['GR'],levels); await saveUnit(tx,u);
      if (name!=='Rönnskolan') await savePublishedValues(tx, [['totalNumberOfPupils',pupils,`cirka ${pupils}`],['studentsPerTeacherQuota',11.5+i%4,null],['certifiedTeachersQuota',60+i*2,null]].map(([measure,value,raw]: any)=>({source:'Skolverket',schoolUnitCode:u.schoolUnitCode!,measure,academicYearStart:2025,value,raw: raw??String(value).replace('.',','),mark:'EXISTS',approximate:raw!==null,fetchedOn:'2026-04-21'})));
      for (let k=0;k<count;k++) await addPos(u.id,'Förstelärare',subj[k]??[],k); }
    for (const [name,subj] of [['Ekdala gymnasium, rektorsområde 1',[['Matematik'],['Svenska'],['Filosofi'],['Engelska'],['Fysik'],['Matematik']]],['Ekdala gymnasium, rektorsområde 2',[['Elteknik'],['Vård och omsorg'],['Svenska'],[] ]],['Ekdala gymnasium, rektorsområde 3',[['Bild och form'],['Samhällskunskap'],['Historia'],[],['Engelska']]],['Komvux och sfi',[['Svenska som andraspråk'],['Matematik'],[]]]] as [string,string[][]][]) { const u = mk('Skolenhet',name,gy.id,String(10000200+n),name.startsWith('Kom')?['VUX']:['GY']); await saveUnit(tx,u); for (const [k,s] of subj.entries()) await addPos(u.id, name.endsWith('1')&&k===0?'Lektor':'Förstelärare', s, k); }
    const mo = mk('Modersmålsenhet','Modersmålsenheten',f.id,null); await saveUnit(tx,mo); await addPos(mo.id,'Förstelärare',['Modersmål'],0);
    await savePeople(tx, people); await tx.db.insertInto('career_position').values(P).execute(); await tx.db.insertInto('appointment').values(A).execute();
    const needs = [['Elever i åk 8 klarar inte problemlösning','Storskolan 7–9'],['Läsförståelse i mellanåren','Björkskolan'],['Likvärdig bedömning i engelska','Ängsskolan 7–9']].map(([title,u])=>({authority_id:tx.authorityId, need_id:newId(), unit_id:ids[u!], title, source:'Kvalitetsrapport 2025/26', identified_on:'2026-06-15', ended_on:null, version:1}));
    await tx.db.insertInto('development_need').values(needs as any).execute(); S[0].need_id=needs[1]!.need_id; S[30].need_id=needs[0]!.need_id;
    await tx.db.insertInto('assignment').values(S).execute();
    await recordEvent(tx,{kind:'positionsImported',subject:'register',happenedOn:'2026-11-01'});
    const reading = await readDistribution(tx,'2026-11-23'); const figs = distributionChapters(reading,{compare:{on:'2025-11-23'}} as any).flatMap(c=>c.figures);
    await freezeFigures(tx, figs, f => sourceOf(f, reading)); code = figs[0]!.code; 
  });
  { const { renderPdf, renderWord } = await import('#app/documents/index.ts'); const { largeReading } = await import('#app/positions/distribution/distribution.fixture.ts'); const { distributionQuestions: dq } = await import('#app/positions/distribution/index.ts');
    const reading = await withScope(database, scope, tx => readDistribution(tx,'2026-11-23'));
    for (const [n,r] of [['small',reading],['large',largeReading(500)]] as const) { const t=performance.now(); const ch = distributionChapters(r as any,{compare:{on:'2025-11-23'}}); const t2=performance.now(); const m: any = { about: { title:'Återrapportering', kind:'Tjänsteskrivelse', lang:'sv', authority:'Ekdala kommun', date:'2026-11-23', author:{name:'Karin Ek'}, draft:false }, questions: Object.fromEntries(dq.map(q=>[q.key,q.title])), blocks: ch.flatMap(c=>[{kind:'heading',level:1,text:c.heading},...c.blocks]) }; fs.mkdirSync('/tmp/look',{recursive:true}); try { const pdf = await renderPdf(m); fs.writeFileSync(`/tmp/look/${n}.pdf`, pdf); console.log(n,'chapters',(t2-t).toFixed(0),'pdf',(performance.now()-t2).toFixed(0), pdf.length); } catch (e) { console.log('PDF', n, String(e).slice(0,400)); } } }
  const clock = new MovableClock(); clock.moveTo('2026-11-23');
  const app = createServer({ routes: [...distributionRoutes({writeTable}), ...reportRoutes({questions: distributionQuestions})], navigation: [{href:'/',text:'Mitt att göra',shown:()=>true},{href:'/tjanster',text:'Tjänster',shown:()=>true},{href:'/fordelning',text:'Fördelning',shown:()=>true}], assets: loadAssets('dist/client',[documentCss]), clock, log: pino({level:'error'}),
    findViewer: async () => ({ authorityId: scope.authorityId, authorityName:'Ekdala kommun', isDemo:false, personId: scope.authorityId, name:'Karin Ek', roleLabels:['Förvaltningschef'], may: () => ({allowed:true,because:''}) }),
    transact: (v,readOnly,work) => withScope(database, scope, work, {readOnly}), demoDay: () => null } as any);
  const server = serve({ fetch: app.fetch, port: 0 }); await new Promise(r=>setTimeout(r,300));
  const port = (server.address() as any).port; const base=`http://127.0.0.1:${port}`;
  const times = async (url:string)=>{ const t:number[]=[]; for(let i=0;i<9;i++){const s=performance.now(); const r=await fetch(base+url); await r.arrayBuffer(); t.push(performance.now()-s); if(r.status!==200) console.log(url,r.status);} t.sort((a,b)=>a-b); console.log(url,'median',t[4]!.toFixed(1)); };
  fs.mkdirSync('/tmp/look',{recursive:true});
  const browser = await chromium.launch({ executablePath:'/usr/bin/chromium', args:['--no-sandbox'] });
  const shots: [string,string][] = [['spread','/fordelning'],['area','/fordelning?enhet='+ids['Grundskola']+'&visa=omraden&jamfor=2025-11-23&sortera=-elever'],['unit','/fordelning?enhet='+ids['Storskolan 7–9']],['subjects','/fordelning/amnen?skolform=GR'],['subjectsall','/fordelning/amnen'],['tasks','/fordelning/uppdrag'],['time','/fordelning/tid'],['change','/fordelning/forandring'],['figure','/siffra?fraga=positions.per100Pupils&datum=2026-11-23'],['frozen','/siffra/'+code],['gender','/siffra?fraga=positions.count&datum=2026-11-23&kon=kvinna'],['lookup','/siffra'],['empty','/fordelning?datum=2010-01-01']];
  const only = process.env.ONLY?.split(',');
  for (const [name,url] of process.env.PDFONLY ? [] : shots) { if (only && !only.includes(name)) continue; await times(url);
    for (const [w,dark] of [[1280,false],[320,false],[768,true]] as const) { const page = await browser.newPage({ viewport:{width:w,height:900}, colorScheme: dark?'dark':'light' }); const errs:string[]=[]; page.on('console',m=>{ if(m.type()==='error') errs.push(m.text()); }); await page.goto(base+url); const over = await page.evaluate(()=>document.documentElement.scrollWidth-document.documentElement.clientWidth); if(over>0||errs.length) console.log(name,w,'overflow',over,errs.slice(0,2)); await page.screenshot({path:`/tmp/look/${name}-${w}.png`, fullPage:true}); await page.close(); } }
  const ax = await import('@axe-core/playwright'); for (const [name,url] of process.env.PDFONLY ? [] : shots) { if (only && !only.includes(name)) continue; for (const dark of [false,true]) { const ctx = await browser.newContext({colorScheme:dark?'dark':'light'}); const page = await ctx.newPage(); await page.goto(base+url); const r = await new (ax as any).AxeBuilder({page}).analyze(); if(r.violations.length) console.log('AXE',name,dark,r.violations.map((v:any)=>v.id+': '+v.nodes[0].html.slice(0,160)+' | '+v.nodes[0].failureSummary.slice(0,200))); await ctx.close(); } }
  for (const fmt of ['csv','xlsx']) { const r = await fetch(base+'/fordelning?format='+fmt); fs.writeFileSync('/tmp/look/f.'+fmt, Buffer.from(await r.arrayBuffer())); console.log(fmt, r.status, r.headers.get('content-disposition')); }
  await browser.close(); server.close(); await database.close();
}, 240000);
